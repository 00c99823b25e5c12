package org.skiagraph.dicom.network;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.skiagraph.dicom.network.internal.PeerTrouble;
import org.skiagraph.dicom.network.internal.Retrieval;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/**
 * Fetches one image of a PACS by C-FIND and C-GET or C-MOVE in the Study Root (PS3.4 Annex C). What it fetches is a patient's:
 * read it through {@code Sources}, and take it away again.
 */
public final class SourceScu {
    private final Peer peer;
    private final NetworkSettings settings;
    private final Optional<Tls> tls;
    private final Optional<InetSocketAddress> listen;

    /** By C-GET over plain TCP. */
    public SourceScu(Peer peer, NetworkSettings settings) {
        this(peer, settings, Optional.empty(), Optional.empty());
    }

    /**
     * @param tls how to encrypt, in both directions; empty for plain TCP
     * @param listen where the peer finds our AE title, for C-MOVE: a storage provider listens there as long as the move
     *     lasts, and takes that one image of that peer alone; empty for C-GET
     */
    public SourceScu(Peer peer, NetworkSettings settings, Optional<Tls> tls, Optional<InetSocketAddress> listen) {
        this.peer = peer;
        this.settings = settings;
        this.tls = tls;
        this.listen = listen;
    }

    /**
     * Looks for the image and fetches it as it is stored.
     *
     * @param file that the image is written into; it must not exist, and its directory be nobody else's
     * @throws Rejected if there is no such image, or more than one, or the peer does not give it
     * @throws Retryable if the peer cannot be reached, or not now, or nothing can listen where the image is moved to
     */
    public void fetch(SourceQuery query, Path file) {
        try {
            new Retrieval(peer, settings, tls, listen).fetch(query, file);
        } catch (PeerTrouble trouble) {
            throw new Retryable(peer.toString(), trouble.what(), trouble.remedy(), trouble);
        }
    }
}
