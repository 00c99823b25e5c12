package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A bad line to a good peer: it breaks the first connection after so many bytes, and carries all others. */
public final class FlakyProxy extends Line {
    private final AtomicInteger connections = new AtomicInteger();
    private final int breaksAfter;

    /**
     * @param target port on loopback of the peer
     * @param breaksAfter bytes from the caller
     */
    public FlakyProxy(int target, int breaksAfter) {
        super(target);
        this.breaksAfter = breaksAfter;
        open();
    }

    public int connections() {
        return connections.get();
    }

    @Override
    void connect(Socket caller, Socket peer) {
        int limit = connections.incrementAndGet() == 1 ? breaksAfter : Integer.MAX_VALUE;
        daemon(() -> carry(caller, peer, limit));
        daemon(() -> carry(peer, caller));
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
}
