package org.skiagraph.dicom.network.internal;

import org.aoju.bus.image.Tag;
import org.aoju.bus.image.metric.DimseRSP;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.domain.Rejected;

/** What a C-FIND ended with (PS3.4 C.4.1.1.4 and K.4.1.1.4). */
final class FindStatus {
    private static final int SUCCESS = 0;
    private static final int NOT_ITS_CLASS = 0xA900;
    private static final int UNABLE = 0xC000;

    private FindStatus() {}

    /**
     * @param response after its last answer
     * @throws Rejected if the peer will say the same of the same question again
     * @throws PeerTrouble if it may not
     */
    static void requireSuccess(Peer peer, DimseRSP response) throws PeerTrouble {
        int status = response.getCommand().getInt(Tag.Status, -1);
        if (status == SUCCESS) {
            return;
        }
        String what = "answers C-FIND with status " + StoreStatus.hex(status);
        if (isLasting(status)) {
            throw new Rejected(
                    peer.toString(), "it " + what + ", and will again", "Ask otherwise, or look into the peer's log");
        }
        throw new PeerTrouble(what, "Look into the peer's log", null);
    }

    private static boolean isLasting(int status) {
        return status == NOT_ITS_CLASS || (status & 0xF000) == UNABLE;
    }
}
