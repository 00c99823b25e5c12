package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiagraph.app.outbox.DeliveryState;
import org.skiagraph.app.outbox.Drain;
import org.skiagraph.app.outbox.Outbox;
import org.skiagraph.app.outbox.QueuedDelivery;
import org.skiagraph.app.outbox.Verdict;
import org.skiagraph.app.studies.Choices;
import org.skiagraph.app.studies.Delivery;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is on its way, and what a person may do about it. */
@Command(name = "outbox", description = "Studies on their way to destinations: see, send, retry, withdraw.")
final class OutboxCommand extends GroupCommand {
    @Inject
    Wiring wiring;

    @Command(name = "run", description = "Make queued studies and send what is due, until Ctrl-C.")
    int run(
            @Option(names = "--once", description = "End when everything that is due was tried once.") boolean once,
            @Mixin OutputMode output) {
        try (Outbox outbox = wiring.outbox();
                Drain drain = outbox.drain();
                ProgressPrinter progress = new ProgressPrinter(output.quiet)) {
            List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
            Consumer<Failure> failed = failure -> {
                OutboxReport.failed(failure);
                if (once) {
                    failures.add(failure);
                }
            };
            Drain.Troubles troubles = new Drain.Troubles(failed, OutboxReport::remark);
            if (once) {
                drain.once(progress, troubles);
            } else {
                Terminal.err().println("outbox: at work; Ctrl-C ends it");
                drain.untilCancelled(progress, troubles);
            }
            List<QueuedDelivery> deliveries = outbox.deliveries(Optional.empty());
            ExitCode code = once ? OutboxReport.exitCode(deliveries, failures) : ExitCode.DONE;
            OutboxReport.summary(code, deliveries, output.json);
            return code.code();
        }
    }

    @Command(name = "list", description = "Jobs and deliveries.")
    int list(
            @Option(names = "--state", paramLabel = "STATE", description = "pending, sent, stored, committed or dead.")
                    String state,
            @Mixin OutputMode output) {
        Optional<DeliveryState> wanted = Optional.ofNullable(state)
                .map(text -> Choices.named("state", text, DeliveryState.values(), Enum::name));
        try (Outbox outbox = wiring.outbox()) {
            OutboxReport.list(wanted.isPresent() ? List.of() : outbox.jobs(), outbox.deliveries(wanted), output.json);
        }
        return ExitCode.DONE.code();
    }

    @Command(name = "add", description = "Put studies that were made earlier on their way.")
    int add(
            @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, or directories to search for *.dcm.")
                    List<Path> paths,
            @Option(names = "--to", required = true, paramLabel = "NAME", description = "May be repeated.")
                    List<String> names,
            @Mixin OutputMode output) {
        List<Path> files = Delivery.files(paths);
        try (Outbox outbox = wiring.outbox()) {
            outbox.add(files, names);
        }
        return told(files.size() + " files queued for " + String.join(", ", names), files.size(), output);
    }

    @Command(name = "retry", description = "Try dead deliveries, or a failed job, again.")
    int retry(
            @Parameters(arity = "0..1", paramLabel = "ID", description = "Job, instance or study; all without.")
                    String id,
            @Mixin OutputMode output) {
        try (Outbox outbox = wiring.outbox()) {
            int count = required(id, outbox.retry(Optional.ofNullable(id)));
            return told(count + " queued again", count, output);
        }
    }

    @Command(name = "drop", description = "Forget dead deliveries, or a job; cancel a queued one. Files stay.")
    int drop(
            @Parameters(arity = "0..1", paramLabel = "ID", description = "Job, instance or study; all dead without.")
                    String id,
            @Option(
                            names = "--finished",
                            description = "What is done: written jobs with their prompts, what is stored.")
                    boolean finished,
            @Mixin OutputMode output) {
        try (Outbox outbox = wiring.outbox()) {
            int count = finished ? outbox.dropFinished() : required(id, outbox.drop(Optional.ofNullable(id)));
            return told(count + " forgotten", count, output);
        }
    }

    @Command(name = "withdraw", description = "Stop what is pending of a study, and tell who has something of it.")
    int withdraw(
            @Parameters(paramLabel = "STUDY", description = "StudyInstanceUID.") String study,
            @Option(names = "--note", description = "Send a rejection note (KOS 113001) to those who have.")
                    boolean note,
            @Mixin OutputMode output) {
        try (Outbox outbox = wiring.outbox()) {
            required(study, outbox.deliveriesOf(study).size());
            Outbox.Withdrawal withdrawal = outbox.withdraw(study, note);
            OutboxReport.withdrawal(withdrawal, output.json);
        }
        return ExitCode.DONE.code();
    }

    @Command(name = "accept", description = "Let images out that wait for a person's word.")
    int accept(
            @Parameters(arity = "1..*", paramLabel = "UID", description = "Of instances or studies.") List<String> uids,
            @Mixin OutputMode output) {
        return judge(uids, Verdict.ACCEPTED, output);
    }

    @Command(name = "reject", description = "Never send an image.")
    int reject(
            @Parameters(arity = "1..*", paramLabel = "UID", description = "Of instances or studies.") List<String> uids,
            @Mixin OutputMode output) {
        return judge(uids, Verdict.REJECTED, output);
    }

    @Command(name = "flag", description = "Keep an image back for another look.")
    int flag(
            @Parameters(arity = "1..*", paramLabel = "UID", description = "Of instances or studies.") List<String> uids,
            @Mixin OutputMode output) {
        return judge(uids, Verdict.FLAGGED, output);
    }

    private int judge(List<String> uids, Verdict verdict, OutputMode output) {
        try (Outbox outbox = wiring.outbox()) {
            int count = 0;
            for (String uid : uids) {
                count += required(uid, outbox.judge(uid, verdict));
            }
            return told(count + " images " + OutboxReport.word(verdict), count, output);
        }
    }

    /** @throws Rejected if an id was given and means nothing here */
    private static int required(String id, int count) {
        if (id != null && count == 0) {
            throw new Rejected("id", id + " is nothing that this applies to", "See 'skiagraph outbox list'");
        }
        return count;
    }

    private static int told(String line, int count, OutputMode output) {
        if (output.json) {
            Terminal.print(JsonNodeFactory.instance
                    .objectNode()
                    .put("outcome", ExitCode.DONE.word())
                    .put("count", count));
        } else {
            Terminal.out().println(line);
        }
        return ExitCode.DONE.code();
    }
}
