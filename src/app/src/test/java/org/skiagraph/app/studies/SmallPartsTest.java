package org.skiagraph.app.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiagraph.app.studies.StudyRequest.Labels;
import org.skiagraph.dicom.dataset.Identities;
import org.skiagraph.dicom.dataset.StudyPlan.Patient;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.domain.Rejected;

class SmallPartsTest {
    private static final Patient INVENTED = new Patient("SYNTHETIC^X", "SYN-1", "", "O", "");

    @Test
    void theNearestWordIsGuessedAndAFarOneIsNot() {
        assertThat(Suggestions.nearest("genrate", List.of("send", "generate"))).contains("generate");
        assertThat(Suggestions.nearest("EULER", List.of("euler"))).contains("euler");
        assertThat(Suggestions.nearest("xyz", List.of("send", "generate"))).isEmpty();
    }

    @Test
    void aChoiceIsReadWithoutRegardToCase() {
        assertThat(Choices.named("s", "JPEG-LS", TransferSyntax.values(), TransferSyntax::shortName))
                .isEqualTo(TransferSyntax.JPEG_LS_LOSSLESS);
    }

    @Test
    void aWrongChoiceListsAllAndTheNearest() {
        assertThatThrownBy(() ->
                        Choices.named("transfer-syntax", "jpegls", TransferSyntax.values(), TransferSyntax::shortName))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("deflate")
                .hasMessageEndingWith("Give jpeg-ls.");
    }

    @Test
    void everyGroupOfAChosenNameGetsThePrefix() {
        Labels labels = new Labels(Optional.of("Müller^Anna=山田^花子"), Optional.of("4711"), Optional.empty());

        Patient patient = StudyLabels.apply(INVENTED, labels);

        assertThat(patient.name()).isEqualTo("SYNTHETIC Müller^Anna=SYNTHETIC 山田^花子");
        assertThat(patient.id()).isEqualTo("SYNTHETIC-4711");
    }

    @Test
    void withoutWishesTheInventedPatientStays() {
        assertThat(StudyLabels.apply(INVENTED, Requests.LABELS)).isEqualTo(INVENTED);
    }

    @Test
    void aStudysIdentityIsItsKeysAlone() {
        Identities identities = SyntheticIdentities.under(Optional.empty());
        StudyIdentity identity = new StudyIdentity(identities, "run 1/row 2");

        assertThat(identity.uid("study"))
                .isEqualTo(new StudyIdentity(identities, "run 1/row 2").uid("study"))
                .isNotEqualTo(identity.uid("series/1"))
                .isNotEqualTo(new StudyIdentity(identities, "run 1/row 3").uid("study"));
        assertThat(identity.shortId("accession"))
                .matches("SYN[0-9a-f]{12}")
                .isEqualTo(identity.shortId("accession"))
                .isNotEqualTo(identity.shortId("study-id"));
        assertThat(Submission.now().key()).isNotEqualTo(Submission.now().key());
    }
}
