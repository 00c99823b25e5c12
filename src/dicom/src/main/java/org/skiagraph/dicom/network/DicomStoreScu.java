package org.skiagraph.dicom.network;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.network.internal.Client;
import org.skiagraph.dicom.network.internal.Context;
import org.skiagraph.dicom.network.internal.PeerAssociation;
import org.skiagraph.dicom.network.internal.PeerTrouble;
import org.skiagraph.dicom.network.internal.Sending;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Retryable;

/** {@link StoreScu} over TCP. Holds no connection and no thread between two calls. */
public final class DicomStoreScu implements StoreScu {
    private final MarkedFiles markedFiles;
    private final NetworkSettings settings;
    private final Optional<Tls> tls;

    /** @param markedFiles tells our files from others */
    public DicomStoreScu(MarkedFiles markedFiles, NetworkSettings settings) {
        this(markedFiles, settings, Optional.empty());
    }

    /**
     * @param markedFiles tells our files from others
     * @param tls how to encrypt; empty for plain TCP
     */
    public DicomStoreScu(MarkedFiles markedFiles, NetworkSettings settings, Optional<Tls> tls) {
        this.markedFiles = markedFiles;
        this.settings = settings;
        this.tls = tls;
    }

    @Override
    public Duration echo(Peer peer) {
        try (Client client = new Client(peer, settings, tls);
                PeerAssociation association = client.open(Set.copyOf(Context.verification()))) {
            return association.echo();
        } catch (PeerTrouble trouble) {
            throw new Retryable(peer.toString(), trouble.what(), trouble.remedy(), trouble);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>A cancelled listener ends the sending between two files; the files that were not sent are then
     * {@link StoreScu.Outcome.Kind#RETRYABLE}, and nothing that is known of the others is lost.
     */
    @Override
    public List<Outcome> send(List<Path> files, Peer peer, ProgressListener listener, Consumer<Outcome> each) {
        List<MarkedFile> ours = files.stream().map(markedFiles::read).toList();
        if (ours.isEmpty()) {
            return List.of();
        }
        try (Client client = new Client(peer, settings, tls)) {
            return new Sending(client, ours, listener, each).run();
        }
    }
}
