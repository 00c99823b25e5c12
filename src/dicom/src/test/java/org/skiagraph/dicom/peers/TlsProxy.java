package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.dicom.tls.internal.TlsContext;

/** TLS on loopback before a peer that knows none. */
public final class TlsProxy implements AutoCloseable {
    private final ServerSocket server;
    private final TlsContext tls;
    private final int target;

    /**
     * @param tls with the certificate that it shows
     * @param target port on loopback of the peer
     */
    public TlsProxy(Tls tls, int target) {
        this.tls = TlsContext.of(tls);
        this.target = target;
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
                Socket caller = tls.server(server.accept());
                Socket peer = new Socket(InetAddress.getLoopbackAddress(), target);
                daemon(() -> carry(caller, peer));
                daemon(() -> carry(peer, caller));
            } catch (IOException e) {
                // The proxy was closed, or the peer was: either way the caller notices.
                close();
            }
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone; closing both is all there is to do.
            return;
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "tls-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
