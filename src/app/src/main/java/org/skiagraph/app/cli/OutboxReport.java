package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.app.documents.DeliveryTree;
import org.skiagraph.app.outbox.DeliveryState;
import org.skiagraph.app.outbox.JobSummary;
import org.skiagraph.app.outbox.Outbox;
import org.skiagraph.app.outbox.QueuedDelivery;
import org.skiagraph.app.outbox.Verdict;
import org.skiagraph.domain.Failure;

/** Rows for people and for scripts. */
final class OutboxReport {
    private static final int SHOWN = 60;

    private OutboxReport() {}

    static void failed(Failure failure) {
        Terminal.err().println("outbox: a study was not made: " + failure.getMessage());
    }

    static void remark(Failure failure) {
        Terminal.err().println("outbox: " + failure.getMessage());
    }

    /** Unavailable while anything may still arrive, rejected if something never will. */
    static ExitCode exitCode(List<QueuedDelivery> deliveries) {
        if (deliveries.stream().anyMatch(OutboxReport::mayArrive)) {
            return ExitCode.UNAVAILABLE;
        }
        return deliveries.stream()
                        .anyMatch(one -> one.state() == DeliveryState.DEAD && one.verdict() == Verdict.ACCEPTED)
                ? ExitCode.REJECTED
                : ExitCode.DONE;
    }

    /** The same, and what was not made. */
    static ExitCode exitCode(List<QueuedDelivery> deliveries, List<Failure> failures) {
        return Stream.concat(Stream.of(exitCode(deliveries)), failures.stream().map(ExitCode::of))
                .max(Comparator.comparingInt(ExitCode::code))
                .orElse(ExitCode.DONE);
    }

    private static boolean mayArrive(QueuedDelivery one) {
        return one.state() == DeliveryState.SENT
                || (one.state() == DeliveryState.PENDING && one.verdict() == Verdict.ACCEPTED);
    }

    static void summary(ExitCode code, List<QueuedDelivery> deliveries, boolean json) {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        for (DeliveryState state : DeliveryState.values()) {
            counts.put(
                    word(state),
                    deliveries.stream().filter(one -> one.state() == state).count());
        }
        if (json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("outcome", code.word());
            document.set("deliveries", counts);
            Terminal.print(document);
        } else {
            StringBuilder line = new StringBuilder("Outbox:  ");
            counts.properties().forEach(entry -> line.append(' ')
                    .append(entry.getValue())
                    .append(' ')
                    .append(entry.getKey()));
            Terminal.out().println(line);
        }
    }

    /** What became of a study so far. */
    static int study(Outbox outbox, Path directory, boolean json) {
        List<QueuedDelivery> deliveries = outbox.deliveries(Optional.empty()).stream()
                .filter(one -> one.file().startsWith(directory))
                .toList();
        ExitCode code = exitCode(deliveries);
        if (json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("outcome", code.word());
            document.put("directory", directory.toString()).set("deliveries", tree(deliveries));
            Terminal.print(document);
        } else {
            Terminal.out().println("Study:    " + directory);
            deliveries.forEach(one -> Terminal.out().println("  " + line(one)));
        }
        return code.code();
    }

    static void list(List<JobSummary> jobs, List<QueuedDelivery> deliveries, boolean json) {
        if (json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ArrayNode jobRows = document.putArray("jobs");
            jobs.forEach(job -> jobRows.add(tree(job)));
            document.set("deliveries", tree(deliveries));
            Terminal.print(document);
            return;
        }
        jobs.forEach(job -> Terminal.out().println("job " + job.id() + "  " + word(job.state()) + "  " + job.detail()));
        deliveries.forEach(one -> Terminal.out().println(line(one)));
        if (jobs.isEmpty() && deliveries.isEmpty()) {
            Terminal.out().println("The outbox is empty");
        }
    }

    static void withdrawal(Outbox.Withdrawal withdrawal, boolean json) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("outcome", ExitCode.DONE.word()).put("stopped", withdrawal.stopped());
        ObjectNode there = document.putObject("there");
        withdrawal.there().forEach((destination, deliveries) -> there.set(destination, tree(deliveries)));
        if (json) {
            Terminal.print(document);
            return;
        }
        Terminal.out().println(withdrawal.stopped() + " deliveries stopped");
        withdrawal.there().forEach((destination, deliveries) -> {
            Terminal.out().println(destination + " has, or may have:");
            deliveries.forEach(one -> Terminal.out().println("  " + one.sopInstanceUid() + "  " + word(one.state())));
        });
    }

    private static ObjectNode tree(JobSummary job) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", job.id())
                .put("state", word(job.state()))
                .put("destinations", String.join(",", job.destinations()))
                .put("detail", job.detail());
    }

    private static ArrayNode tree(List<QueuedDelivery> deliveries) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        deliveries.forEach(
                one -> rows.add(DeliveryTree.of(one).put("file", one.file().toString())));
        return rows;
    }

    private static String line(QueuedDelivery one) {
        String detail = one.detail().length() > SHOWN ? one.detail().substring(0, SHOWN) + "..." : one.detail();
        String held = one.verdict() == Verdict.ACCEPTED ? "" : " (" + word(one.verdict()) + ")";
        return String.join(
                "  ", one.destination(), word(one.state()) + held, one.sopInstanceUid(), "x" + one.attempts(), detail);
    }

    static String word(Enum<?> constant) {
        return DeliveryTree.word(constant);
    }
}
