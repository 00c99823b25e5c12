package org.skiagraph.dicom.network;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.skiagraph.dicom.network.internal.AssociationServer;
import org.skiagraph.dicom.network.internal.CommitmentEntity;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Rejected;

/**
 * Takes the reports of peers that commit later (PS3.4 J.3.3): N-EVENT-REPORT on an association that the peer opens, in
 * which it says that it is the provider. Answers C-ECHO too; everything else is refused.
 */
public final class CommitmentListener implements AutoCloseable {
    private final AssociationServer server;

    private CommitmentListener(AssociationServer server) {
        this.server = server;
    }

    /**
     * Listens until it is closed.
     *
     * @param address port 0 for any that is free; name a loopback or an inner address unless peers elsewhere must reach it
     * @param aeTitles our own; associations to other titles are rejected
     * @param tls our certificate and key, and if {@code trusted} is given, those whose peers may call; empty for plain TCP
     * @param reports hears of each report, on threads of the listener. The peer is told that we have it when this returns;
     *     if it throws, that we failed to process it, so that the peer may report again.
     * @throws Rejected if there is no title, TLS without a certificate, or the TLS files are not what they should be
     * @throws org.skiagraph.domain.Retryable if the address is taken or not one of this machine
     */
    public static CommitmentListener open(
            InetSocketAddress address, Set<String> aeTitles, Optional<Tls> tls, Consumer<CommitmentReport> reports) {
        if (aeTitles.isEmpty()) {
            throw new Rejected("listener", "it has no AE title", "Give at least one");
        }
        return new CommitmentListener(CommitmentEntity.listen(address, aeTitles, tls, reports));
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Ends all associations, and returns when nothing is heard any more. */
    @Override
    public void close() {
        server.close();
    }
}
