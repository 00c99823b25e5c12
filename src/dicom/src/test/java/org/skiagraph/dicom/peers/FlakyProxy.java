package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A bad line to a good peer: it breaks the first connection after so many bytes, and carries all others. */
public final class FlakyProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final AtomicInteger connections = new AtomicInteger();
    private final int breaksAfter;

    /**
     * @param target port on loopback of the peer
     * @param breaksAfter bytes from the caller
     */
    public FlakyProxy(int target, int breaksAfter) {
        this.target = target;
        this.breaksAfter = breaksAfter;
        try {
            this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                Socket peer = new Socket(InetAddress.getLoopbackAddress(), target);
                int limit = connections.incrementAndGet() == 1 ? breaksAfter : Integer.MAX_VALUE;
                daemon(() -> carry(caller, peer, limit));
                daemon(() -> carry(peer, caller, Integer.MAX_VALUE));
            } catch (IOException e) {
                // The proxy was closed, or the peer was: either way the caller notices.
                close();
            }
        }
    }

    private static void carry(Socket from, Socket to, int limit) {
        byte[] piece = new byte[1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int left = limit;
            int count = in.read(piece);
            while (count >= 0 && left > count) {
                out.write(piece, 0, count);
                left -= count;
                count = in.read(piece);
            }
        } catch (IOException e) {
            // One side has gone; closing both is all there is to do.
            return;
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "flaky-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
