package org.skiagraph.dicom.network;

import java.nio.file.Path;
import org.skiagraph.dicom.network.internal.PeerTrouble;
import org.skiagraph.dicom.network.internal.Retrieval;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/**
 * Fetches one image of a PACS by C-FIND and C-GET in the Study Root (PS3.4 Annex C). What it fetches is a patient's: read it
 * through {@code Sources}, and take it away again.
 */
public final class SourceScu {
    private final Peer peer;
    private final NetworkSettings settings;

    public SourceScu(Peer peer, NetworkSettings settings) {
        this.peer = peer;
        this.settings = settings;
    }

    /**
     * Looks for the image and fetches it as it is stored.
     *
     * @param file that the image is written into; it must not exist, and its directory be nobody else's
     * @throws Rejected if there is no such image, or more than one, or the peer does not give it
     * @throws Retryable if the peer cannot be reached, or not now
     */
    public void fetch(SourceQuery query, Path file) {
        try {
            new Retrieval(peer, settings).fetch(query, file);
        } catch (PeerTrouble trouble) {
            throw new Retryable(peer.toString(), trouble.what(), trouble.remedy(), trouble);
        }
    }
}
