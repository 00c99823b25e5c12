package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A line on loopback to a good peer, which does to what it carries what a test wants. Its threads are daemons. */
abstract class Line implements AutoCloseable {
    private static final int WAITING = 10;

    private final ServerSocket server;
    private final int target;

    /** @param target port on loopback of the peer */
    Line(int target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes callers from now on. */
    final void open() {
        daemon(this::accept);
    }

    public final int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                connect(caller, new Socket(InetAddress.getLoopbackAddress(), target));
            } catch (IOException e) {
                // The line was closed, or the peer was: either way the caller notices.
                close();
            }
        }
    }

    /** Begins to carry, on daemons of its own. */
    abstract void connect(Socket caller, Socket peer) throws IOException;

    /** All that comes, until one side has gone; then both are closed. */
    static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone; closing both is all there is to do.
            return;
        }
    }

    final void daemon(Runnable task) {
        Thread thread = new Thread(task, getClass().getSimpleName());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public final void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
