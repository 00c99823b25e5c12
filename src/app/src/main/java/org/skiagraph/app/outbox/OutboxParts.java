package org.skiagraph.app.outbox;

import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.StudySession;
import org.skiagraph.dicom.dataset.Identities;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.rejection.RejectionNoteWriter;

/**
 * What the outbox is put together from.
 *
 * @param studies knows where a study will be
 * @param session makes one after another; closed with the outbox
 * @param destinations what the site has configured
 * @param reservedBytes of the disk that are left free; nothing new is begun beyond
 * @param random for the jitter of waits
 */
public record OutboxParts(
        StudyService studies,
        StudySession session,
        Supplier<Destinations> destinations,
        Transports transports,
        MarkedFiles markedFiles,
        RejectionNoteWriter notes,
        Identities identities,
        RetryPolicy policy,
        long reservedBytes,
        InstantSource clock,
        RandomGenerator random) {}
