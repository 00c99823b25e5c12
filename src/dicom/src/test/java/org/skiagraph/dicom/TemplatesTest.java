package org.skiagraph.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.template.Templates;
import org.skiagraph.dicom.template.Templates.Draft;
import org.skiagraph.dicom.template.Templates.Finding;
import org.skiagraph.domain.Rejected;

/** What is found wrong with a template, and what a PACS's metadata becomes. */
class TemplatesTest {
    @TempDir
    Path directory;

    private final Templates templates = Plans.templates();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "00100010; {\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"${patient.nmae}\"}]}; (0010,0010); no placeholder",
                "00100010; {\"vr\":\"LO\",\"Value\":[\"x\"]}; (0010,0010); VR",
                "00080060; {\"vr\":\"CS\"}; (0008,0060); type 1",
                "00080060; {\"vr\":\"CS\",\"Value\":[\"CT\"]}; (0008,0060); Modality",
                "00200011; {\"vr\":\"IS\",\"Value\":[\"${patient.name}\"]}; (0020,0011); does not fit",
                "00200013; {\"vr\":\"IS\",\"Value\":[\"one\"]}; (0020,0013); no value of VR IS",
                "00280010; {\"vr\":\"US\",\"Value\":[512]}; (0028,0010); written by Skiagraph",
                "0008FFFE; {\"vr\":\"LO\",\"Value\":[\"x\"]}; (0008,FFFE); no such attribute",
                "00091001; {\"vr\":\"LO\",\"Value\":[\"x\"]}; (0009,1001); private",
                "Modality; {\"vr\":\"CS\",\"Value\":[\"DX\"]}; Modality; no tag",
                "00080016; {\"vr\":\"UI\",\"Value\":[\"1.2.3\"]}; (0008,0016); SOP class"
            })
    void eachFaultIsNamedWithItsPlace(String tag, String attribute, String where, String what) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode template = (ObjectNode) json.readTree(Files.readString(Plans.DIRECTORY.resolve("dx-chest-pa.json")));
        template.set(tag, json.readTree(attribute));
        Path file = directory.resolve("own.json");
        Files.writeString(file, template.toString());

        List<Finding> findings = templates.check(file);

        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.where()).contains(where);
            assertThat(finding.what()).contains(what);
            assertThat(finding.remedy()).isNotBlank();
        });
        assertThatThrownBy(() -> templates.find(file.toString())).isInstanceOf(Rejected.class);
    }

    @Test
    void aMissingTypeOneAttributeIsNamed() throws IOException {
        ObjectNode template =
                (ObjectNode) new ObjectMapper().readTree(Files.readString(Plans.DIRECTORY.resolve("dx-chest-pa.json")));
        template.remove("00181164");
        Path file = directory.resolve("own.json");
        Files.writeString(file, template.toString());

        assertThat(templates.check(file)).extracting(Finding::where).containsExactly("(0018,1164)");
    }

    @ParameterizedTest
    @CsvSource({"'{'", "'[]'", "'[{},{}]'", "'42'", "''"})
    void whatIsNoDatasetIsRejected(String text) throws IOException {
        Path file = directory.resolve("own.json");
        Files.writeString(file, text);

        assertThatThrownBy(() -> templates.check(file)).isInstanceOf(Rejected.class);
    }

    @Test
    void anUnknownNameIsRejectedWithTheKnownOnes() {
        assertThatThrownBy(() -> templates.find("dx-chest"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("dx-chest-pa");
    }

    @Test
    void aPacsAnswerBecomesATemplateWithoutTheCanariesInIt() throws IOException {
        Path answer = directory.resolve("metadata.json");
        Files.writeString(answer, """
                [{"00080016":{"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.1.1"]},
                  "00080018":{"vr":"UI","Value":["1.2.3.4.5.6"]},
                  "00080020":{"vr":"DA","Value":["19770101"]},
                  "00080060":{"vr":"CS","Value":["DX"]},
                  "00080068":{"vr":"CS","Value":["FOR PRESENTATION"]},
                  "00080080":{"vr":"LO","Value":["CANARY Hospital"]},
                  "00081010":{"vr":"SH","Value":["CANARY-STATION"]},
                  "00081070":{"vr":"PN","Value":[{"Alphabetic":"CANARY^Operator"}]},
                  "00081030":{"vr":"LO","Value":["CANARY study"]},
                  "00082218":{"vr":"SQ","Value":[{"00080100":{"vr":"SH","Value":["51185008"]},
                      "00080102":{"vr":"SH","Value":["SCT"]},"00080104":{"vr":"LO","Value":["Chest"]},
                      "00081190":{"vr":"UR","Value":["http://canary"]}}]},
                  "00091001":{"vr":"LO","Value":["CANARY private"]},
                  "00100010":{"vr":"PN","Value":[{"Alphabetic":"CANARY^Patient"}]},
                  "00100020":{"vr":"LO","Value":["CANARY-4711"]},
                  "00180015":{"vr":"CS","Value":["CHEST"]},
                  "00180060":{"vr":"DS","Value":[125]},
                  "00181000":{"vr":"LO","Value":["CANARY serial"]},
                  "00187004":{"vr":"CS","Value":["DIRECT"]},
                  "0020000D":{"vr":"UI","Value":["1.2.3.4"]},
                  "00200062":{"vr":"CS","Value":["U"]},
                  "00204000":{"vr":"LT","Value":["CANARY comment"]},
                  "00400275":{"vr":"SQ","Value":[{"00400007":{"vr":"LO","Value":["CANARY order"]}}]},
                  "00400555":{"vr":"SQ"}}]
                """);

        Draft draft = templates.fromMetadata(answer);

        assertThat(draft.json()).doesNotContainIgnoringCase("canary").doesNotContain("1.2.3.4", "4711", "1977");
        assertThat(draft.json()).contains("\"CHEST\"", "125", "51185008", "${patient.name}");
        assertThat(draft.dropped())
                .anyMatch(line -> line.startsWith("(0010,0010) PatientName: "))
                .anyMatch(line -> line.startsWith("(0008,0080) InstitutionName: "))
                .anyMatch(line -> line.startsWith("(0009,1001)"));
        assertThat(draft.findings()).isEmpty();
        Path file = directory.resolve("own.json");
        Files.writeString(file, draft.json());
        assertThat(templates.find(file.toString()).modality()).isEqualTo("DX");
    }
}
