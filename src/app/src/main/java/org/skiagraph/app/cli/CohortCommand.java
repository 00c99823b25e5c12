package org.skiagraph.app.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiagraph.app.cohorts.CohortFiles;
import org.skiagraph.app.cohorts.CohortRequest;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.wiring.Wiring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Many studies with the truth about each. */
@Command(
        name = "cohort",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Make many studies, by distributions or by rows, with labels, masks and tables.")
final class CohortCommand implements Callable<Integer> {
    @Parameters(paramLabel = "COHORT.yaml|csv", description = "What the studies are like; the README shows both kinds.")
    Path file;

    @Option(
            names = "--test-share",
            paramLabel = "X",
            defaultValue = "0.2",
            description = "Share of the studies, 0 to 1, that is kept apart for testing. Default: ${DEFAULT-VALUE}.")
    double testShare;

    @Mixin
    CohortOptions options;

    @Mixin
    OutputMode output;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        Settings settings = wiring.settings();
        CohortRequest request = new CohortRequest(
                CohortFiles.read(file),
                options.common(settings, Optional.empty()),
                options.out(settings, "cohort"),
                options.run(),
                testShare);
        return new CohortRun(wiring.cohorts(), output).run(request);
    }
}
