package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiagraph.app.outbox.Drain;
import org.skiagraph.app.outbox.Job;
import org.skiagraph.app.outbox.Outbox;
import org.skiagraph.app.studies.PromptLines.Line;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.domain.Rejected;

/** generate --to, --route, --review, --queue: the study is written down as wanted before it is made. */
final class OutboxRun {
    private final Wiring wiring;
    private final DeliveryOptions delivery;
    private final OutputMode output;

    OutboxRun(Wiring wiring, DeliveryOptions delivery, OutputMode output) {
        this.wiring = wiring;
        this.delivery = delivery;
        this.output = output;
    }

    /** @param prompts the file of them, or null */
    int run(StudyRequest request, String prompts) {
        if (prompts != null && !delivery.queue) {
            throw new Rejected(
                    "prompts",
                    "many studies go through the outbox one by one",
                    "Add --queue, then 'skiagraph outbox run'");
        }
        try (Outbox outbox = wiring.outbox()) {
            return delivery.queue ? told(submit(outbox, request, prompts)) : made(outbox, request);
        }
    }

    private List<Job> submit(Outbox outbox, StudyRequest request, String prompts) {
        if (prompts == null) {
            return List.of(outbox.submit(request, delivery.routes()));
        }
        List<Job> jobs = new ArrayList<>();
        List<Line> lines = SeriesRun.read(prompts);
        for (StudyRequest one : wiring.series().requests(request, lines)) {
            jobs.add(outbox.submit(one, delivery.routes()));
        }
        return jobs;
    }

    private int told(List<Job> jobs) {
        if (output.json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("outcome", ExitCode.DONE.word());
            ArrayNode ids = document.putArray("jobs");
            jobs.forEach(job -> ids.add(job.id()));
            Terminal.print(document);
        } else {
            jobs.forEach(job -> Terminal.out().println("Queued:   job " + job.id()));
        }
        return ExitCode.DONE.code();
    }

    private int made(Outbox outbox, StudyRequest request) {
        try (ProgressPrinter progress = new ProgressPrinter(output.quiet)) {
            Path directory = outbox.make(request, delivery.routes(), progress);
            Optional<Drain> drain = outbox.tryDrain();
            try (Drain sending = drain.orElse(null)) {
                if (sending != null) {
                    sending.deliver(progress);
                }
            }
            return OutboxReport.study(outbox, directory, output.json);
        }
    }
}
