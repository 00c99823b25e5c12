package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.skiagraph.app.documents.JsonValues;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.dicom.template.Templates.Draft;
import org.skiagraph.dicom.template.Templates.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** DICOM templates. */
@Command(name = "templates", description = "List, show, check and make DICOM templates.")
final class TemplatesCommand extends GroupCommand {
    @Inject
    Wiring wiring;

    @Command(name = "list", description = "Templates on the search path.")
    int list(@Mixin OutputMode output) {
        List<Template> templates = wiring.templates().list();
        if (output.json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ArrayNode rows = document.putArray("templates");
            templates.forEach(template -> rows.add(tree(template)));
            Terminal.print(document);
        } else {
            templates.forEach(template ->
                    Terminal.out().printf("%-24s %-3s %s%n", template.name(), template.modality(), template.title()));
        }
        return ExitCode.DONE.code();
    }

    @Command(name = "show", description = "A template as it is on disk (DICOM JSON Model).")
    int show(@Parameters(paramLabel = "NAME", description = "Name, or file.") String name, @Mixin OutputMode output) {
        Template template = wiring.templates().find(name);
        if (output.json) {
            Terminal.print(tree(template).put("json", template.json()));
        } else {
            Terminal.out().println(template.json().stripTrailing());
        }
        return ExitCode.DONE.code();
    }

    @Command(name = "check", description = "Everything that is wrong with a template of yours.")
    int check(@Parameters(paramLabel = "FILE", description = "The template.") Path file, @Mixin OutputMode output) {
        List<Finding> findings = wiring.templates().check(file);
        ExitCode code = findings.isEmpty() ? ExitCode.DONE : ExitCode.REJECTED;
        if (output.json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("outcome", code.word());
            document.set("findings", tree(findings));
            Terminal.print(document);
        } else {
            print(findings);
            Terminal.out().println(findings.isEmpty() ? file + " is good" : findings.size() + " to mend");
        }
        return code.code();
    }

    @Command(
            name = "from-metadata",
            description =
                    "Make a template from a PACS's /metadata answer; identifying attributes are dropped and listed.")
    int fromMetadata(
            @Parameters(paramLabel = "FILE", description = "DICOM JSON, as a PACS answers it.") Path file,
            @Option(names = "--out", paramLabel = "FILE", description = "Write the template there.") Path out,
            @Mixin OutputMode output) {
        Draft draft = wiring.templates().fromMetadata(file);
        if (out != null) {
            NewFile.write("out", out, draft.json());
        }
        if (output.json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("outcome", ExitCode.DONE.word());
            document.put("template", draft.json());
            document.set("dropped", JsonValues.tree(draft.dropped()));
            document.set("findings", tree(draft.findings()));
            Terminal.print(document);
            return ExitCode.DONE.code();
        }
        if (out == null) {
            Terminal.out().println(draft.json());
        }
        draft.dropped().forEach(line -> Terminal.err().println("dropped " + line));
        draft.findings().forEach(finding -> Terminal.err().println("to do: " + text(finding)));
        return ExitCode.DONE.code();
    }

    private static void print(List<Finding> findings) {
        findings.forEach(finding -> Terminal.out().println(text(finding)));
    }

    private static String text(Finding finding) {
        return finding.where() + ": " + finding.what() + ". " + finding.remedy() + ".";
    }

    private static ArrayNode tree(List<Finding> findings) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        findings.forEach(finding -> rows.addObject()
                .put("where", finding.where())
                .put("what", finding.what())
                .put("remedy", finding.remedy()));
        return rows;
    }

    private static ObjectNode tree(Template template) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", template.name())
                .put("title", template.title())
                .put("modality", template.modality())
                .put("sopClassUid", template.sopClassUid())
                .put("colour", template.colour())
                .put("digest", template.digest());
    }
}
