package org.skiagraph.diffusion.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.diffusion.Shipped;
import org.skiagraph.domain.Rejected;

/** Forms: MAM-E's, which comes with its family, and others that a manifest writes. */
class FormTest {
    @TempDir
    Path directory;

    private Form form(String yaml) throws IOException {
        Path copy = Shipped.copy("sd15", directory);
        Files.writeString(copy.resolve("bundle.yaml"), yaml);
        return Shipped.load(copy).form().orElseThrow();
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new HashMap<>();
        if (text != null) {
            for (String pair : text.split(",")) {
                values.put(pair.split("=", -1)[0].strip(), pair.split("=", -1)[1].strip());
            }
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "; a siemens mammogram in MLO view with medium area and high density",
                "vendor=Hologic, view=cc; a hologic mammogram in CC view with medium area and high density",
                "priority=density, density=very low; a siemens mammogram in MLO view with very low density and medium area",
                "priority=only area, area=big, vendor=hologic; a hologic mammogram in MLO view with big area",
                "priority=only density, vendor=; a mammogram in MLO view with high density",
                "laterality=R; a siemens mammogram in MLO view with medium area and high density",
                "content=lesion, view=CC; a mammogram with a lesion"
            })
    void mamEsFormComposesTheCaptionsOfItsTraining(String given, String prompt) throws IOException {
        FormPrompt made = form("family: mam-e\n").compose(values(given));

        assertThat(made.prompt()).isEqualTo(prompt);
        assertThat(made.negativePrompt()).isEmpty();
        assertThat(made.effects().mirrored()).isEqualTo("laterality=R".equals(given));
        assertThat(made.effects().guidanceScale())
                .isEqualTo(given != null && given.contains("lesion") ? Optional.of(3.0) : Optional.empty());
    }

    @Test
    void whatPeopleWriteIsTextAndNoTemplate() throws IOException {
        Form form = form("family: mam-e\n");

        assertThat(form.compose(Map.of("negative", "{vendor} [low] quality")).negativePrompt())
                .contains("{vendor} [low] quality");
        assertThat(form.suggestedSeed()).contains(1337L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "densty=high; has no field; content",
                "density=dense; form density; very low",
                "area=; form area; medium",
                "view=; form view; CC",
                "negative=a\tb; form negative; one line"
            })
    void aFieldThatIsWrongIsNamedWithWhatItTakes(String given, String named, String mend) throws IOException {
        Form form = form("family: mam-e\n");

        assertThatThrownBy(() -> form.compose(values(given)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(named)
                .hasMessageContaining(mend);
    }

    @Test
    void aManifestMayWriteAFormOfItsOwn() throws IOException {
        Form form = form("""
                form:
                  prompt: "{who}[, {age} years old]"
                  fields:
                    - {name: who, choices: {man: "a man", woman: {words: "a woman", guidanceScale: 2}}, required: true}
                    - {name: age, number: {from: 18, to: 99}}
                """);

        assertThat(form.compose(Map.of("who", "man")).prompt()).isEqualTo("a man");
        assertThat(form.compose(Map.of("who", "woman", "age", "40")).prompt()).isEqualTo("a woman, 40 years old");
        assertThatThrownBy(() -> form.compose(Map.of("who", "man", "age", "101")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("18.0 to 99.0");
        assertThatThrownBy(() -> form.compose(Map.of()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("form who");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{prompt: x, fields: [{name: a, text: 9}], seed: 1}; form.seed",
                "{prompt: x, fields: [{name: a, text: 9, lable: b}]}; form.fields[0].lable",
                "{prompt: x, fields: [{name: a, choices: {b: {word: c}}}]}; form.fields[0].choices.b.word",
                "{prompt: x, fields: [{name: a, number: {from: 1, upto: 2}}]}; form.fields[0].number.upto",
                "{prompt: x, fields: [{name: a, number: {from: 2, to: 1}}]}; form.fields[0].number",
                "{prompt: x, fields: [{name: a}]}; what the field takes",
                "{prompt: x, fields: [{name: a, text: 9}, {name: a, text: 9}]}; form.fields[1].name",
                "{prompt: x, fields: [{name: a, choices: [b, B]}]}; capitals",
                "{prompt: x, fields: [{name: a, choices: [b], default: c}]}; form.fields[0].default",
                "{prompt: x, fields: [{name: a, text: 9, condition: age}]}; form.fields[0].condition",
                "{prompt: '{b}', fields: [{name: a, text: 9}]}; names {b}",
                "{prompt: '{a', fields: [{name: a, text: 9}]}; without its partner",
                "{prompt: x, fields: [{name: a, choices: {b: '{c}'}}, {name: c, choices: {d: '{a}'}}]}; names itself",
                "{prompt: x, fields: [{name: a, choices: {b: '{a}'}}]}; names itself",
                "{fields: [{name: a, text: 9}]}; has no prompt",
                "[x]; form"
            })
    void aFormThatIsWrongIsRejectedByItsPlace(String yaml, String named) {
        assertThatThrownBy(() -> form("form: " + yaml + "\n"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(named);
    }

    @Test
    void aFormThatGrowsWithoutBoundIsRejected() {
        StringBuilder fields = new StringBuilder("{name: f0, text: 9}");
        for (int i = 1; i < 30; i++) {
            String before = "{f" + (i - 1) + "}";
            fields.append(", {name: f")
                    .append(i)
                    .append(", choices: {a: '")
                    .append(before.repeat(9))
                    .append("'}}");
        }

        assertThatThrownBy(() -> form("form: {prompt: '{f29}', fields: [" + fields + "]}\n"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("grow without bound");
    }

    @Test
    void aFieldMayFeedACondition() throws IOException {
        Path copy = Shipped.copy("monai-brain-ldm-3d", directory);
        Files.writeString(copy.resolve("bundle.yaml"), """
                form:
                  prompt: ""
                  fields:
                    - {name: age, number: {from: 0, to: 1}, default: "0.5", condition: condition1}
                """);

        FormPrompt made = Shipped.load(copy).form().orElseThrow().compose(Map.of());

        assertThat(made.conditions()).containsEntry("condition1", "0.5");
    }
}
