package org.skiagraph.dicom.network.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.metric.TransferCapability;
import org.aoju.bus.image.metric.TransferCapability.Role;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.source.internal.SourceChecks;

/** Who we are to a peer that moves an image to us (PS3.4 C.4.2): to that one, and under the title that it was asked by. */
final class MoveEntity {
    private MoveEntity() {}

    static AcceptingEntity of(Peer peer, ReceivedFile received, int pduLength) {
        return new AcceptingEntity(
                "move-listener",
                Set.of(peer.callingAeTitle()),
                Set.of(peer.calledAeTitle()),
                capabilities(),
                received,
                pduLength);
    }

    private static List<TransferCapability> capabilities() {
        List<TransferCapability> capabilities = new ArrayList<>();
        capabilities.add(capability(UID.VerificationSOPClass, Context.UNCOMPRESSED.toArray(String[]::new)));
        SourceChecks.imageClasses()
                .forEach(image -> capabilities.add(capability(image, ReceivedFile.TRANSFER_SYNTAXES)));
        return capabilities;
    }

    private static TransferCapability capability(String sopClass, String[] transferSyntaxes) {
        return new TransferCapability(null, sopClass, Role.SCP, transferSyntaxes);
    }
}
