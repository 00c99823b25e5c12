package org.skiagraph.app.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.network.Peer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job. */
@Command(
        name = "generate",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Generate a synthetic study from a prompt.")
final class GenerateCommand implements Callable<Integer> {
    @Mixin
    PromptOptions prompt;

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description = "A study for each line of a file (UTF-8; blank lines and # are skipped); - is stdin.")
    String prompts;

    @Mixin
    OutputMode output;

    @Mixin
    StudyOptions study;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        FetchedSources fetched = study.fetch(wiring);
        try (fetched) {
            return run();
        }
    }

    private int run() {
        Settings settings = wiring.settings();
        List<Peer> peers = study.delivery.peers(settings);
        StudyRequest request =
                study.request(settings, prompts == null ? prompt.read() : prompt.withoutWords("--prompts"));
        if (prompts != null && !study.delivery.isDurable()) {
            return new SeriesRun(wiring, peers, output).run(request, prompts);
        }
        return new StudyRun(wiring, study.delivery, output, prompt.isPrivate()).run(request, prompts);
    }
}
