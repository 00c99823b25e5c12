package org.skiagraph.app.outbox;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.skiagraph.app.studies.StudyParts;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.StudySession;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.media.FolderWriter;
import org.skiagraph.dicom.network.DicomStorageCommitment;
import org.skiagraph.dicom.network.DicomStoreScu;
import org.skiagraph.dicom.rejection.KeyObjectWriter;
import org.skiagraph.dicom.web.HttpStowClient;
import org.skiagraph.dicom.web.WebSettings;

/** An outbox's parts as the program has them, but for studies, destinations and clock. */
public final class RealParts {
    private static final MarkingReader MARKED = new MarkingReader();

    private RealParts() {}

    public static OutboxParts of(StudyParts studies, Supplier<Destinations> destinations, InstantSource clock) {
        return new OutboxParts(
                new StudyService(studies),
                new StudySession(studies),
                destinations,
                new Transports(
                        peer -> new DicomStoreScu(MARKED, peer.network(), peer.tls()),
                        peer -> new DicomStorageCommitment(peer.network(), peer.tls()),
                        new HttpStowClient(MARKED, WebSettings.DEFAULT),
                        folder -> new FolderWriter(MARKED)),
                MARKED,
                new KeyObjectWriter(MARKED, Optional.empty()),
                SyntheticIdentities.under(Optional.empty()),
                RetryPolicy.DEFAULT,
                0,
                clock,
                new Random(1));
    }
}
