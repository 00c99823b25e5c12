package org.skiagraph.app.cli;

import jakarta.inject.Inject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.studies.Delivery;
import org.skiagraph.app.studies.Inputs;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.ArgGroup;
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

    @Option(names = "--model", paramLabel = "NAME", description = "Model by name, or its directory.")
    String model;

    @Option(names = "--template", paramLabel = "NAME", description = "DICOM template by name, or its file.")
    String template;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the study's folder is made.")
    String out;

    @ArgGroup(validate = false, heading = "%nSampling%n")
    SamplingOptions sampling = new SamplingOptions();

    @ArgGroup(validate = false, heading = "%nSize and number%n")
    PictureOptions picture = new PictureOptions();

    @ArgGroup(validate = false, heading = "%nPictures that go in%n")
    EditOptions edit = new EditOptions();

    @ArgGroup(validate = false, heading = "%nConditions and adapters%n")
    ConditionOptions condition = new ConditionOptions();

    @ArgGroup(validate = false, heading = "%nStorage%n")
    StorageOptions storage = new StorageOptions();

    @ArgGroup(validate = false, heading = "%nDelivery%n")
    DeliveryOptions delivery = new DeliveryOptions();

    @ArgGroup(validate = false, heading = "%nMachine%n")
    RuntimeOptions runtime = new RuntimeOptions();

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        if (delivery.isDurable() && edit.isFetched()) {
            throw new Rejected(
                    "image",
                    "an image of a PACS is not kept, and the outbox may need it later",
                    "Export it to a file, and give that");
        }
        FetchedSources fetched = edit.fetch(wiring);
        try (fetched) {
            return run();
        }
    }

    private int run() {
        Settings settings = wiring.settings();
        List<Peer> peers = delivery.peers(settings);
        StudyRequest request = request(settings, prompts == null ? prompt.read() : prompt.withoutWords("--prompts"));
        if (delivery.isDurable()) {
            return new OutboxRun(wiring, delivery, output).run(request, prompts);
        }
        if (prompts != null) {
            return new SeriesRun(wiring, peers, output).run(request, prompts);
        }
        try (ProgressPrinter progress = new ProgressPrinter(output.quiet)) {
            StudyResult result = wiring.studies().generate(request, progress);
            GenerateReport report = new GenerateReport(settings, result, prompt.isPrivate());
            report.warn();
            if (!output.json) {
                // Before sending: whatever becomes of that, the study is there.
                report.print(peers.isEmpty());
            }
            List<Delivery.Report> deliveries = peers.isEmpty() ? List.of() : send(result, peers, progress);
            if (output.json) {
                Terminal.print(report.tree(deliveries));
            } else {
                DeliveryReport.print(deliveries);
            }
            return DeliveryReport.exitCode(deliveries).code();
        }
    }

    private StudyRequest request(Settings settings, StudyRequest.Prompt words) {
        return new StudyRequest(
                words,
                model == null ? settings.model() : model,
                Optional.ofNullable(template).or(settings::template),
                sampling.read(),
                picture.read(),
                new Inputs(
                        condition.conditions(),
                        condition.form(),
                        edit.edit(),
                        edit.controls(),
                        condition.adapters(),
                        edit.sources()),
                storage.labels(),
                storage.storage(settings),
                runtime.read(settings),
                out == null ? settings.out() : path(out));
    }

    private List<Delivery.Report> send(StudyResult result, List<Peer> peers, ProgressPrinter progress) {
        List<Path> files = result.instances().stream().map(Instance::file).toList();
        return wiring.delivery().send(files, peers, progress);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Rejected("out", "'" + text + "' is no path", "Give a directory", e);
        }
    }
}
