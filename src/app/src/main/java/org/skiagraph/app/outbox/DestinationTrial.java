package org.skiagraph.app.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiagraph.app.files.WholeFiles;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Retryable;

/**
 * Tries a destination out.
 *
 * @param object what the test object is made from; its directory is replaced
 */
public record DestinationTrial(StudyService studies, Transports transports, StudyRequest object) {

    /**
     * @param echo how long C-ECHO took, where there is such a thing
     * @param detail what the destination said of the object
     */
    public record Result(Optional<Duration> echo, boolean stored, String sopInstanceUid, String detail) {}

    /**
     * @throws Retryable if it does not answer
     * @throws org.skiagraph.domain.Rejected if synthetic objects may not go there
     */
    public Result run(Destination destination) {
        destination.requireSynthetic();
        Optional<Duration> echo = transports.echo(destination);
        Path directory = temporary();
        try {
            Instance made = studies.generate(object.into(directory), ProgressListener.NONE)
                    .instances()
                    .get(0);
            List<Outcome> outcomes = new ArrayList<>();
            new Carrier(transports).carry(List.of(made.file()), destination, ProgressListener.NONE, outcomes::add);
            Outcome outcome = outcomes.get(0);
            boolean stored = outcome.kind() == Kind.STORED || outcome.kind() == Kind.WARNING;
            return new Result(echo, stored, made.sopInstanceUid(), outcome.detail());
        } finally {
            delete(directory);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("skiagraph-test-object");
        } catch (IOException e) {
            throw new Retryable("temporary directory", "it cannot be written", "Free some space, or set TMPDIR", e);
        }
    }

    private static void delete(Path directory) {
        try {
            WholeFiles.deleteTree(directory);
        } catch (IOException e) {
            // The system empties its temporary directory.
        }
    }
}
