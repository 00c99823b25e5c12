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
import org.skiagraph.dicom.template.Template;
import org.skiagraph.dicom.template.TemplateDirectory;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "00100010; {'vr':'PN','Value':[{'Alphabetic':'Doe^John'}]}; (0010,0010); would be the same",
                "00100020; {'vr':'LO','Value':['4711']}; (0010,0020); would be the same",
                "0020000D; {'vr':'UI','Value':['1.2.3']}; (0020,000D); would be the same",
                "00080090; {'vr':'PN','Value':[{'Alphabetic':'Doe^Jane'}]}; (0008,0090); would be the same",
                "00080060; {'vr':'CS','Value':['']}; (0008,0060); type 1",
                "00080060; {'vr':'CS','Value':[null]}; (0008,0060); type 1",
                "00080068; {'vr':'CS','Value':['FOR PROCESSING']}; (0008,0068); FOR PROCESSING",
                "00080080; {'vr':'LO','Value':'St. Elsewhere'}; (0008,0080); may hold",
                "00080080; {'vr':'LO','Value':[{'Alphabetic':'x'}]}; (0008,0080); JSON type",
                "00080080; {'vr':'LO','InlineBinary':'AAAA'}; (0008,0080); InlineBinary",
                "00080080; {'vr':'LO','Value':['a\\\\b']}; (0008,0080); no value of VR LO",
                "00181110; {'vr':'DS','Value':[0.12345678901234567]}; (0018,1110); no value of VR DS",
                "00181150; {'vr':'IS','Value':[3000000000]}; (0018,1150); no value of VR IS",
                "00200012; {'vr':'IS','Value':['one']}; (0020,0012); no value of VR IS",
                "00181200; {'vr':'DA','Value':['20230230']}; (0018,1200); no value of VR DA",
                "00280106; {'vr':'US','Value':[65536]}; (0028,0106); ",
                "00082218; {'vr':'SQ','Value':[{'00080100':{'vr':'SH','Value':['1']}}]}; (0008,2218)[0].(0008,0102); type 1",
                "00082218; {'vr':'SQ','Value':['Chest']}; (0008,2218); no dataset",
                "00020010; {'vr':'UI','Value':['1.2.840.10008.1.2']}; (0002,0010); file meta",
                "60003000; {'vr':'OW'}; (6000,3000); overlays",
                "colour; true; colour; no choice"
            })
    void eachSubtlerFaultIsNamedToo(String tag, String attribute, String where, String what) throws IOException {
        eachFaultIsNamedWithItsPlace(tag, attribute.replace('\'', '"'), where, what == null ? "" : what);
    }

    @Test
    void aBrokenFileBesideGoodOnesHidesNoneOfThem() throws IOException {
        Files.copy(Plans.DIRECTORY.resolve("sc.json"), directory.resolve("mine.json"));
        Files.writeString(directory.resolve("broken.json"), "{");

        Templates own = TemplateDirectory.on(List.of(directory, directory, directory.resolve("absent")));

        assertThat(own.list()).extracting(Template::name).containsExactly("mine");
    }

    @Test
    void metadataOfAnObjectThatWeDoNotWriteIsRejected() throws IOException {
        Path answer = directory.resolve("metadata.json");
        Files.writeString(answer, "{\"00080016\":{\"vr\":\"UI\",\"Value\":[\"1.2.840.10008.5.1.4.1.1.88.11\"]}}");

        assertThatThrownBy(() -> templates.fromMetadata(answer))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("1.2.840.10008.5.1.4.1.1.88.11");
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
                  "00200020":{"vr":"CS","Value":["L","F"]},
                  "00200062":{"vr":"CS","Value":["U"]},
                  "00080104":{"vr":"LO","Value":["CANARY meaning"]},
                  "00181160":{"vr":"SH","Value":["CANARY filter"]},
                  "00181400":{"vr":"LO","Value":["CANARY processing"]},
                  "00181110":{"vr":"DS","Value":[1800],"canary":"member"},
                  "00181150":{"vr":"IS","BulkDataURI":"http://canary/bulk"},
                  "00540220":{"vr":"SQ","Value":[{"00080100":{"vr":"SH","Value":["CANARY1"]},
                      "00080102":{"vr":"SH","Value":["99CANARY"]},"00080104":{"vr":"LO","Value":["CANARY view"]}}]},
                  "7FE00010":{"vr":"OW","BulkDataURI":"http://canary/pixels"},
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
                .anyMatch(line -> line.startsWith("(0009,1001)"))
                .anyMatch(line -> line.startsWith("(0054,0220)[0]: "))
                .anyMatch(line -> line.startsWith("(0008,2218)[0].(0008,1190) "))
                .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("canary"));
        assertThat(draft.findings()).isEmpty();
        Path file = directory.resolve("own.json");
        Files.writeString(file, draft.json());
        assertThat(templates.find(file.toString()).modality()).isEqualTo("DX");
    }
}
