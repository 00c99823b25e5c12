package org.skiagraph.dicom.marking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.skiagraph.dicom.fixtures.Plans;

class RecordJsonTest {
    /** What 0.1.0 wrote before there were conditions and controls. */
    @Test
    void aRecordThatKnewOfNoConditionsAndNoControlsIsStillRead() throws IOException {
        ObjectNode older = (ObjectNode) new ObjectMapper().readTree(RecordJson.write(Plans.record(3)));
        ((ObjectNode) older.get("request")).remove("conditions");
        ((ObjectNode) older.get("inputs")).remove("controls");

        assertThat(RecordJson.read(older.toString())).isEqualTo(Plans.record(3));
    }

    @Test
    void whatIsWrittenIsRead() {
        String json = RecordJson.write(Plans.record(3));

        assertThat(json).contains("\"promptWeights\":\"explicit\"").matches("\\p{ASCII}+");
        assertThat(RecordJson.read(json)).isEqualTo(Plans.record(3));
    }

    @Test
    void inARecordOfATimeWithoutWeightsBracketsAreText() {
        String old = RecordJson.write(Plans.record(0)).replace("\"promptWeights\":\"explicit\",", "");

        assertThat(old).doesNotContain("promptWeights");
        assertThat(RecordJson.read(old).request().promptWeights()).isEqualTo("off");
    }
}
