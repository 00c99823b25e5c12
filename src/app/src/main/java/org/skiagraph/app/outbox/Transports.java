package org.skiagraph.app.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.skiagraph.app.outbox.Destination.Dimse;
import org.skiagraph.dicom.media.MediaWriter;
import org.skiagraph.dicom.network.StorageCommitment;
import org.skiagraph.dicom.network.StoreScu;
import org.skiagraph.dicom.web.StowClient;

/**
 * The ways out.
 *
 * @param dimse C-STORE as a destination wants it
 * @param commitment storage commitment as a destination wants it
 * @param web STOW-RS
 * @param folders plain folders, or with a DICOMDIR
 */
public record Transports(
        Function<Dimse, StoreScu> dimse,
        Function<Dimse, StorageCommitment> commitment,
        StowClient web,
        Function<Destination.Folder, MediaWriter> folders) {

    /** How long C-ECHO took; empty where nothing answers to one. */
    Optional<Duration> echo(Destination destination) {
        return destination.target() instanceof Dimse peer
                ? Optional.of(dimse.apply(peer).echo(peer.peer()))
                : Optional.empty();
    }
}
