package org.skiagraph.app.outbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
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
     * @param begun is asked for the listener
     * @return the study's folder
     * @throws Failure as said in the table, too
     * @throws CancellationException if the listener cancels, or a person did
     */
    Path run(Job job, Supplier<ProgressListener> begun) {
        try {
            return make(job, begun);
        } finally {
            pictures.sweep(job.submission().key(), table::state);
        }
    }

    private Path make(Job job, Supplier<ProgressListener> begun) {
        boolean wanted;
        Path directory;
        try {
            ProgressListener listener = begun.get();
            directory = parts.studies().folder(job.request(), job.submission());
            List<String> warnings = List.of();
            if (!Files.isDirectory(directory)) {
                new Room(parts.reservedBytes()).require(directory);
                ProgressListener asking = new WantedListener(listener, () -> table.isUnwanted(job));
                warnings = parts.session()
                        .generate(job.request(), job.submission(), asking)
                        .warnings();
            }
            wanted = written(job, directory, warnings);
        } catch (CancellationException e) {
            table.interrupted(job);
            throw e;
        } catch (RuntimeException | Error e) {
            if (ProcessEnd.hasBegun()) {
                table.interrupted(job);
                throw new CancellationException("the program ends");
            }
            writeDown(job, e);
            throw e;
        }
        if (!wanted) {
            throw new CancellationException("cancelled when it was written already");
        }
        return directory;
    }

    /** Where the store does not take it, the job is put back as soon as it does. */
    private void writeDown(Job job, Throwable thrown) {
        try {
            become(job, thrown);
        } catch (Failure store) {
            thrown.addSuppressed(store);
        }
    }

    private void become(Job job, Throwable thrown) {
        if (thrown instanceof Retryable lack) {
            table.lacking(job, lack, parts.clock().instant());
        } else if (thrown instanceof Rejected wrong) {
            table.failed(job, new Rejected(wrong.where(), withoutPlace(job, wrong.what()), wrong.remedy()));
        } else {
            table.failed(job, Failures.in(thrown).orElseGet(() -> Failures.unexpected(thrown)));
        }
    }

    /** Whoever asks for the job need not know where this machine keeps its files. */
    private String withoutPlace(Job job, String sentence) {
        return pictures.withoutPlace(sentence)
                .replace(job.request().out().toAbsolutePath().normalize() + File.separator, "")
                .replace(job.request().out() + File.separator, "");
    }

    private List<String> destinations(Job job, GenerationRecord record) {
        return parts.destinations()
                .get()
                .of(job.routes(), record.template().name(), record.bundle().name());
    }

    private boolean written(Job job, Path directory, List<String> warnings) {
        WrittenStudy study = WrittenStudy.read(directory, parts.markedFiles());
        List<String> destinations = job.routes().leadNowhere() ? List.of() : destinations(job, study.record());
        List<StoredInstance> instances =
                study.instances().stream().map(StoredInstance::of).toList();
        return table.written(
                job,
                new JobTable.Made(directory, instances, warnings),
                destinations,
                parts.clock().instant());
    }
}
