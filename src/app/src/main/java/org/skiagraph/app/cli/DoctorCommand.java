package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.skiagraph.app.doctor.Finding;
import org.skiagraph.app.wiring.Wiring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether the main job would work here. */
@Command(name = "doctor", description = "Check whether generate would work here, and how to mend what would not.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    OutputMode output;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        List<Finding> findings = wiring.doctor().examine();
        boolean works = findings.stream().noneMatch(finding -> finding.state() == Finding.State.BROKEN);
        ExitCode code = works ? ExitCode.DONE : ExitCode.UNAVAILABLE;
        if (output.json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("outcome", code.word());
            ArrayNode rows = document.putArray("findings");
            findings.forEach(finding -> rows.addObject()
                    .put("subject", finding.subject())
                    .put("state", finding.state().name().toLowerCase(Locale.ROOT))
                    .put("what", finding.what())
                    .put("remedy", finding.remedy()));
            Terminal.print(document);
            return code.code();
        }
        findings.forEach(finding -> Terminal.out().println(line(finding)));
        Terminal.out().println(works ? "generate works here" : "generate does not work here yet");
        return code.code();
    }

    private static String line(Finding finding) {
        String mark =
                switch (finding.state()) {
                    case GOOD -> "ok  ";
                    case REMARK -> "note";
                    case BROKEN -> "BAD ";
                };
        String remedy = finding.remedy().isEmpty() ? "" : ". " + finding.remedy() + ".";
        return mark + "  " + finding.subject() + ": " + finding.what() + remedy;
    }
}
