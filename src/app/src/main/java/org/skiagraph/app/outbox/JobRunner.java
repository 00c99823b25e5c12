package org.skiagraph.app.outbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.skiagraph.app.failures.Failures;
import org.skiagraph.app.failures.ProcessEnd;
import org.skiagraph.app.studies.WrittenStudy;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Makes the studies of jobs. A study that is on disk already, because we died before we could say so, is not made again. */
final class JobRunner {
    private final JobTable table;
    private final OutboxParts parts;
    private final KeptPictures pictures;

    JobRunner(JobTable table, OutboxParts parts, KeptPictures pictures) {
        this.table = table;
        this.parts = parts;
        this.pictures = pictures;
    }

    /**
     * Makes one, and takes the pictures away that came with it, unless it is to be made again.
     *
     * @param job claimed by us
     * @return the study's folder
     * @throws Failure as said in the table, too
     * @throws CancellationException if the listener cancels, or a person did
     */
    Path run(Job job, ProgressListener listener) {
        try {
            return make(job, listener);
        } finally {
            pictures.sweep(job.submission().key(), table::state);
        }
    }

    private Path make(Job job, ProgressListener listener) {
        Path directory = parts.studies().folder(job.request(), job.submission());
        try {
            List<String> warnings = List.of();
            if (!Files.isDirectory(directory)) {
                new Room(parts.reservedBytes()).require(directory);
                ProgressListener wanted = new WantedListener(listener, () -> table.isUnwanted(job));
                warnings = parts.session()
                        .generate(job.request(), job.submission(), wanted)
                        .warnings();
            }
            written(job, directory, warnings);
            return directory;
        } catch (CancellationException e) {
            table.interrupted(job);
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            if (ProcessEnd.hasBegun()) {
                table.interrupted(job);
                throw new CancellationException("the program ends");
            }
            writeDown(job, e);
            throw e;
        }
    }

    private void writeDown(Job job, Throwable thrown) {
        if (thrown instanceof Retryable lack) {
            table.lacking(job, lack, parts.clock().instant());
        } else if (thrown instanceof Rejected wrong) {
            table.failed(job, new Rejected(wrong.where(), pictures.withoutPlace(wrong.what()), wrong.remedy()));
        } else {
            table.failed(job, Failures.in(thrown).orElseGet(() -> Failures.unexpected(thrown)));
        }
    }

    private List<String> destinations(Job job, GenerationRecord record) {
        return parts.destinations()
                .get()
                .of(job.routes(), record.template().name(), record.bundle().name());
    }

    private void written(Job job, Path directory, List<String> warnings) {
        WrittenStudy study = WrittenStudy.read(directory, parts.markedFiles());
        List<String> destinations = job.routes().leadNowhere() ? List.of() : destinations(job, study.record());
        List<StoredInstance> instances =
                study.instances().stream().map(StoredInstance::of).toList();
        table.written(
                job,
                new JobTable.Made(directory, instances, warnings),
                destinations,
                parts.clock().instant());
    }
}
