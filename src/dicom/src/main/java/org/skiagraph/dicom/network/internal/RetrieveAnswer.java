package org.skiagraph.dicom.network.internal;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.domain.Rejected;

/**
 * What the last answer to C-GET or C-MOVE says (PS3.4 C.4.2.1.5, C.4.3.1.4). A peer's comment may name a patient, and is not
 * told.
 *
 * @param listen where the image was to be moved to; empty after C-GET
 */
record RetrieveAnswer(Peer peer, Optional<InetSocketAddress> listen) {
    private static final int SUB_OPERATIONS_IMPOSSIBLE = 0xA702;
    private static final int DESTINATION_UNKNOWN = 0xA801;
    private static final int SUB_OPERATIONS_FAILED = 0xB000;

    /**
     * @throws PeerTrouble if the peer could not send it
     * @throws Rejected if it says that it has, and nothing has come
     */
    void require(Attributes command, ReceivedFile received) throws PeerTrouble {
        int status = command.getInt(Tag.Status, -1);
        boolean failed = status != 0 || command.getInt(Tag.NumberOfFailedSuboperations, 0) > 0;
        // What came is an image, whatever is said of it.
        if (received.isThere()) {
            return;
        }
        if (status == DESTINATION_UNKNOWN) {
            throw new PeerTrouble(
                    "knows nowhere to move an image to under our AE title " + peer.callingAeTitle() + " (status A801)",
                    "Have the title made known to it, with " + here() + ", or fetch by C-GET",
                    null);
        }
        if (failed && (status == 0 || status == SUB_OPERATIONS_FAILED || status == SUB_OPERATIONS_IMPOSSIBLE)) {
            throw new PeerTrouble(
                    "could not send the image (" + request() + " status " + StoreStatus.hex(status) + ")",
                    listen.isPresent()
                            ? "Check that it reaches us at " + here() + ", and the file's transfer syntax"
                            : "Look into the peer's log, or fetch by C-MOVE",
                    null);
        }
        if (failed) {
            throw new PeerTrouble(
                    "answers " + request() + " with status " + StoreStatus.hex(status),
                    listen.isPresent()
                            ? "Look into the peer's log, and check that it reaches us at " + here()
                            : "Look into the peer's log, or fetch by C-MOVE",
                    null);
        }
        throw new Rejected(
                peer.toString(),
                "it sends no image: it is none, or in a transfer syntax that we do not take"
                        + (listen.isPresent() ? ", or it went somewhere else than to " + here() : ""),
                "Export the file and give it by name");
    }

    private String request() {
        return listen.isPresent() ? "C-MOVE" : "C-GET";
    }

    private String here() {
        InetSocketAddress address = listen.orElseThrow();
        return "this machine's port " + address.getPort();
    }
}
