package org.skiagraph.app.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Makes the studies of jobs. A study that is on disk already, because we died before we could say so, is not made again. */
final class JobRunner {
    private final JobTable table;
    private final OutboxParts parts;

    JobRunner(JobTable table, OutboxParts parts) {
        this.table = table;
        this.parts = parts;
    }

    /**
     * @param job claimed by us
     * @return the study's folder
     * @throws Failure as said in the table, too
     */
    Path run(Job job, ProgressListener listener) {
        Path directory = parts.studies().folder(job.request(), job.submission());
        try {
            if (!Files.isDirectory(directory)) {
                new Room(parts.reservedBytes()).require(directory);
                parts.session().generate(job.request(), job.submission(), listener);
            }
            written(job, directory);
            return directory;
        } catch (CancellationException e) {
            table.ended(job, JobState.QUEUED, "interrupted");
            throw e;
        } catch (Retryable e) {
            table.ended(job, JobState.QUEUED, e.what());
            throw e;
        } catch (Failure e) {
            table.ended(job, JobState.FAILED, e.getMessage());
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            table.ended(
                    job,
                    JobState.FAILED,
                    "an unexpected failure (" + e.getClass().getSimpleName() + ")");
            throw e;
        }
    }

    private void written(Job job, Path directory) {
        List<MarkedFile> files = files(directory);
        GenerationRecord record = files.get(0).record();
        List<String> destinations = parts.destinations()
                .get()
                .of(job.routes(), record.template().name(), record.bundle().name());
        List<StoredInstance> instances = files.stream().map(StoredInstance::of).toList();
        table.written(job, directory, instances, destinations, parts.clock().instant());
    }

    /** Every DICOM file of a study, read back. */
    private List<MarkedFile> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .map(parts.markedFiles()::read)
                    .toList();
        } catch (IOException e) {
            throw new Rejected("out", directory + " cannot be read", "Look at its permissions", e);
        }
    }
}
