package org.skiagraph.dicom.peers;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** A line to a good peer that loses every A-RELEASE-RQ (PS3.8 9.3.6): what was stored before it stays stored. */
public final class DeafToRelease extends Line {
    private static final int RELEASE_REQUEST = 5;

    /** @param target port on loopback of the peer */
    public DeafToRelease(int target) {
        super(target);
        open();
    }

    @Override
    void connect(Socket caller, Socket peer) {
        daemon(() -> carry(peer, caller));
        daemon(() -> carryAllButReleases(caller, peer));
    }

    private static void carryAllButReleases(Socket caller, Socket peer) {
        try (caller;
                peer) {
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
}
