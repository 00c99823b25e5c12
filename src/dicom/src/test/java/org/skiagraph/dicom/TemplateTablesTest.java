package org.skiagraph.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.dicom.template.TemplateDirectory;
import org.skiagraph.dicom.template.Templates;
import org.skiagraph.domain.ProgressListener;

/** A template that passes the check gives an object that an independent judge finds whole. */
class TemplateTablesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"cr-chest", "dx-chest-pa", "mg-mlo-l", "vl-endoscopic", "sc", "ct-slice", "mr-slice"})
    void whateverIsTakenOutOrEmptiedIsMissedByTheCheckOrByNobody(String name) throws Exception {
        ObjectNode whole = (ObjectNode) JSON.readTree(Files.readString(Plans.DIRECTORY.resolve(name + ".json")));
        Map<Path, String> written = new LinkedHashMap<>();
        int rejected = 0;
        for (Map.Entry<String, ObjectNode> mutant : mutants(whole).entrySet()) {
            Path file = directory.resolve("mutant-" + mutant.getKey() + ".json");
            Files.writeString(file, mutant.getValue().toString());
            Templates templates = TemplateDirectory.on(List.of());
            if (templates.check(file).isEmpty()) {
                written.put(write(templates.find(file.toString()), mutant.getKey()), mutant.getKey());
            } else {
                rejected++;
            }
        }

        Map<Path, List<String>> errors = Dciodvfy.errors(List.copyOf(written.keySet()));

        assertThat(rejected).isGreaterThan(5);
        assertThat(errors).hasSameSizeAs(written).isNotEmpty();
        assertThat(errors.keySet().stream()
                        .filter(file -> !errors.get(file).isEmpty())
                        .map(file -> name + " without " + written.get(file) + ": " + errors.get(file)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void whatAnotherToolSaysOfOurObjectsMakesATemplateForMore(Template template) throws Exception {
        Path first = write(template, "first");
        Path script = directory.resolve("dump.py");
        Files.writeString(script, """
                import sys, json, pydicom
                dataset = pydicom.dcmread(sys.argv[1])
                dataset.InstitutionName = 'CANARY'
                dataset.PatientName = 'CANARY^Jane'
                json.dump([dataset.to_json_dict()], open(sys.argv[2], 'w'))
                """);
        Path metadata = directory.resolve("metadata.json");
        Tool.Result dumped = Tool.run("/usr/bin/python3", script.toString(), first.toString(), metadata.toString());
        assertThat(dumped.exitCode()).as(dumped.output()).isZero();

        Templates.Draft draft = Plans.templates().fromMetadata(metadata);

        assertThat(draft.findings()).isEmpty();
        assertThat(draft.json()).doesNotContain("CANARY", "SYNTHETIC", "2.25.");
        Path own = directory.resolve("own.json");
        Files.writeString(own, draft.json());
        Path second = write(Plans.templates().find(own.toString()), "second");
        assertThat(Dciodvfy.errors(List.of(second)).get(second)).isEmpty();
    }

    static Stream<Template> shipped() {
        return Plans.templates().list().stream();
    }

    /** Each attribute gone, and each one empty; the same inside the first item of each sequence. */
    private static Map<String, ObjectNode> mutants(ObjectNode whole) {
        Map<String, ObjectNode> mutants = new LinkedHashMap<>();
        for (String tag : tags(whole)) {
            ObjectNode gone = whole.deepCopy();
            gone.remove(tag);
            mutants.put(tag, gone);
            if (!whole.get(tag).path("Value").isEmpty()) {
                ObjectNode empty = whole.deepCopy();
                ((ObjectNode) empty.get(tag)).remove("Value");
                mutants.put(tag + "-empty", empty);
            }
            for (String inner : tags(whole.get(tag).path("Value").path(0))) {
                ObjectNode holed = whole.deepCopy();
                ((ObjectNode) holed.get(tag).get("Value").get(0)).remove(inner);
                mutants.put(tag + "." + inner, holed);
            }
        }
        return mutants;
    }

    private static List<String> tags(com.fasterxml.jackson.databind.JsonNode dataset) {
        List<String> tags = new ArrayList<>();
        dataset.fieldNames().forEachRemaining(tags::add);
        tags.removeIf(tag -> !tag.matches("[0-9A-F]{8}"));
        return tags;
    }

    private Path write(Template template, String mutant) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(mutant));
        return new Part10StudyWriter(8)
                .write(
                        Plans.of(template, 1, PixelSettings.DEFAULT, "chest radiograph", "SYNTHETIC^Test"),
                        List.of(Plans.ramp(16, 16, 1)),
                        folder,
                        ProgressListener.NONE)
                .get(0)
                .file();
    }
}
