package org.skiagraph.dicom.network.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.metric.TransferCapability;
import org.aoju.bus.image.metric.TransferCapability.Role;
import org.skiagraph.dicom.network.CommitmentReport;
import org.skiagraph.dicom.tls.Tls;

/** Who we are to peers that report what they have committed. */
public final class CommitmentEntity {
    private static final int PDU_LENGTH = 16_384;
    private static final String[] TRANSFER_SYNTAXES = Context.UNCOMPRESSED.toArray(String[]::new);

    private CommitmentEntity() {}

    /** Takes reports from now on. */
    public static AssociationServer listen(
            InetSocketAddress address, Set<String> aeTitles, Optional<Tls> tls, Consumer<CommitmentReport> reports) {
        return AssociationServer.open(address, tls, of(aeTitles, new CommitmentHandler(reports, () -> {})));
    }

    static AcceptingEntity of(Set<String> aeTitles, CommitmentHandler handler) {
        return new AcceptingEntity("commitment-listener", aeTitles, Set.of(), capabilities(), handler, PDU_LENGTH);
    }

    private static List<TransferCapability> capabilities() {
        return List.of(
                capability(UID.VerificationSOPClass, Role.SCP),
                // The peer says by role selection that it is the provider; one that forgets to, means it all the same.
                capability(UID.StorageCommitmentPushModelSOPClass, Role.SCU),
                capability(UID.StorageCommitmentPushModelSOPClass, Role.SCP));
    }

    private static TransferCapability capability(String sopClass, Role role) {
        return new TransferCapability(null, sopClass, role, TRANSFER_SYNTAXES);
    }
}
