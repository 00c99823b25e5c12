package org.skiagraph.dicom.peers;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A line to a good peer that loses every A-RELEASE-RQ (PS3.8 9.3.6): what was stored before it stays stored. */
public final class DeafToRelease implements AutoCloseable {
    private static final int RELEASE_REQUEST = 5;

    private final ServerSocket server;
    private final int target;

    /** @param target port on loopback of the peer */
    public DeafToRelease(int target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::carry);
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void carry() {
        try (Socket caller = server.accept();
                Socket peer = new Socket(InetAddress.getLoopbackAddress(), target)) {
            daemon(() -> copy(peer, caller));
            DataInputStream in = new DataInputStream(caller.getInputStream());
            OutputStream out = peer.getOutputStream();
            int type = in.read();
            while (type >= 0) {
                byte[] head = in.readNBytes(5);
                int length = java.nio.ByteBuffer.wrap(head).getInt(1);
                byte[] body = in.readNBytes(length);
                if (type != RELEASE_REQUEST) {
                    out.write(type);
                    out.write(head);
                    out.write(body);
                    out.flush();
                }
                type = in.read();
            }
        } catch (IOException e) {
            // One side has gone, which ends the line.
            return;
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The line has ended.
            return;
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "deaf-to-release");
        thread.setDaemon(true);
        thread.start();
    }
}
