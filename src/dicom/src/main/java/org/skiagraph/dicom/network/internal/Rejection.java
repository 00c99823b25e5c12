package org.skiagraph.dicom.network.internal;

import org.aoju.bus.image.metric.internal.pdu.AAssociateRJ;
import org.skiagraph.dicom.network.Peer;

/** The reasons of an A-ASSOCIATE-RJ (PS3.8 9.3.4) in words. */
final class Rejection {
    private Rejection() {}

    static PeerTrouble explain(AAssociateRJ rejection, Peer peer) {
        String lasting = rejection.getResult() == AAssociateRJ.RESULT_REJECTED_TRANSIENT ? " for now" : "";
        return new PeerTrouble(
                "rejects the association" + lasting + ": " + reason(rejection, peer),
                remedy(rejection, peer),
                rejection);
    }

    private static String reason(AAssociateRJ rejection, Peer peer) {
        return switch (key(rejection)) {
            case 102 -> "it does not know the DICOM application context";
            case 103 -> "calling AE title " + peer.callingAeTitle() + " not recognised";
            case 107 -> "called AE title " + peer.calledAeTitle() + " not recognised";
            case 202 -> "protocol version not supported";
            case 301 -> "temporary congestion";
            case 302 -> "local limit exceeded";
            default -> "no reason given";
        };
    }

    private static String remedy(AAssociateRJ rejection, Peer peer) {
        return switch (key(rejection)) {
            case 103 -> "Register " + peer.callingAeTitle() + " at the peer, or call from a title that it knows";
            case 107 -> "Use the AE title that the peer calls itself";
            case 301, 302 -> "Try again later";
            default -> "Look into the peer's log";
        };
    }

    /** Source times 100 plus reason: the numbers of a reason begin anew with each source. */
    private static int key(AAssociateRJ rejection) {
        return 100 * rejection.getSource() + rejection.getReason();
    }
}
