package org.skiagraph.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.studies.Delivery;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.network.Peer;

/** One study is made, told and sent, through the outbox where that is asked for. */
final class StudyRun {
    private final Wiring wiring;
    private final DeliveryOptions delivery;
    private final OutputMode output;
    private final boolean privately;

    /** @param privately whether the prompt was kept off the command line, and so is kept off the screen */
    StudyRun(Wiring wiring, DeliveryOptions delivery, OutputMode output, boolean privately) {
        this.wiring = wiring;
        this.delivery = delivery;
        this.output = output;
        this.privately = privately;
    }

    /** @param prompts the file of them, for the outbox alone, or null */
    int run(StudyRequest request, String prompts) {
        return run(request, prompts, () -> {});
    }

    /** @param published is run where the study is there, whatever becomes of it then; but not by the outbox, which knows */
    int run(StudyRequest request, String prompts, Runnable published) {
        Settings settings = wiring.settings();
        List<Peer> peers = delivery.peers(settings);
        if (delivery.isDurable()) {
            return new OutboxRun(wiring, delivery, output).run(request, prompts);
        }
        try (ProgressPrinter progress = new ProgressPrinter(output.quiet)) {
            StudyResult result = generate(request, progress, published);
            GenerateReport report = new GenerateReport(settings, result, privately);
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

    private StudyResult generate(StudyRequest request, ProgressPrinter progress, Runnable published) {
        StudyService studies = wiring.studies();
        Submission submission = Submission.now();
        try {
            return studies.generate(request, submission, progress);
        } finally {
            if (Files.isDirectory(studies.folder(request, submission))) {
                published.run();
            }
        }
    }

    private List<Delivery.Report> send(StudyResult result, List<Peer> peers, ProgressPrinter progress) {
        List<Path> files = result.instances().stream().map(Instance::file).toList();
        return wiring.delivery().send(files, peers, progress);
    }
}
