package org.skiagraph.dicom.marking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.skiagraph.dicom.fixtures.Plans;

class RecordJsonTest {
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
