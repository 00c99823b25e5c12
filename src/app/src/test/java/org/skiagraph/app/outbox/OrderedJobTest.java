package org.skiagraph.app.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.StudySession;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** A study that answers an order, through the store and back. */
class OrderedJobTest {
    @TempDir
    Path directory;

    @Test
    void whatTheStoreKeepsOfAnOrderIsTheWholeOrder() {
        StudyRequest request =
                StudyService.fixed(OutboxStudies.request(directory, 1).answering(order("DX")));

        assertThat(RequestJson.read(RequestJson.write(request))).isEqualTo(request);
        String changed = RequestJson.write(request).replace("1.2.826.0.1.4711.9", "../../x");
        assertThatThrownBy(() -> RequestJson.read(changed)).isInstanceOf(Rejected.class);
        String older = RequestJson.write(OutboxStudies.request(directory, 1)).replace(",\"order\":null", "");
        assertThat(older).doesNotContain("order");
        assertThat(RequestJson.read(older).labels().order()).isEmpty();
    }

    @Test
    void theOutboxKnowsWhichOrdersItHasOrWillHaveAnswered() {
        try (OutboxFixture fixture = new OutboxFixture(directory)) {
            Outbox outbox = fixture.outbox();
            outbox.submit(OutboxStudies.request(directory, 1), Routes.to(List.of()));
            assertThat(outbox.holds(order("DX"))).isFalse();

            Job job = outbox.submit(of("DX"), Routes.to(List.of()));
            assertThat(outbox.holds(order("DX"))).isTrue();
            assertThat(outbox.holds(order("CR"))).isFalse();

            outbox.drop(Optional.of(job.id()));
            assertThat(outbox.holds(order("DX"))).isFalse();
        }
    }

    @Test
    void anAnswerThatFailedCountsSinceItCanBeTriedAgain() {
        try (OutboxFixture fixture = new OutboxFixture(directory)) {
            Outbox outbox = fixture.outbox();
            // Nothing but its model can tell that there is no template for it.
            assertThatThrownBy(() -> outbox.make(of("XX"), Routes.to(List.of()), ProgressListener.NONE))
                    .isInstanceOf(Rejected.class);

            assertThat(outbox.jobs()).singleElement().satisfies(job -> assertThat(job.state())
                    .isEqualTo(JobState.FAILED));
            assertThat(outbox.holds(order("XX"))).isTrue();
            outbox.retry(Optional.of(outbox.jobs().get(0).id()));
            assertThat(outbox.holds(order("XX"))).isTrue();
        }
    }

    @Test
    void everyAnswerIsASeriesOfTheOrdersStudyInAFolderThatIsNamedAfterNothingOfIt() {
        StudyRequest request = OutboxStudies.request(directory, 1).answering(order("DX"));
        Submission submission = Submission.now();

        StudyResult first;
        StudyResult second;
        try (StudySession session = OutboxStudies.session()) {
            first = session.generate(request, submission, ProgressListener.NONE);
            second = session.generate(request, Submission.now(), ProgressListener.NONE);
        }

        assertThat(first.template())
                .as("the first of the model's that is for DX")
                .startsWith("dx-");
        assertThat(first.instances().get(0).studyInstanceUid())
                .isEqualTo(second.instances().get(0).studyInstanceUid())
                .isEqualTo("1.2.826.0.1.4711.9");
        assertThat(first.instances().get(0).seriesInstanceUid())
                .isNotEqualTo(second.instances().get(0).seriesInstanceUid());
        assertThat(first.directory()).isEqualTo(OutboxStudies.service().folder(request, submission));
        assertThat(first.directory().getFileName().toString()).matches("\\d{8}-\\d{6}-[0-9a-f]{8}");
    }

    @Test
    void theTemplateIsTheOrdersModalitysOrItIsRefused() {
        StudyService service = OutboxStudies.service();

        service.check(of("CR"));
        service.check(of("DX"));
        assertThatThrownBy(() -> service.check(of("MG")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("the order wants MG")
                .hasMessageContaining("--template with one of mg-");
        assertThatThrownBy(() -> service.check(of("XX")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("There is no template for that modality");
    }

    private StudyRequest of(String modality) {
        return OutboxStudies.request(directory, 1).answering(order(modality));
    }

    private static Order order(String modality) {
        return new Order(
                new Order.Person("Doe^Jane", "PID1", "RIS", "19700101", "F"),
                "1.2.826.0.1.4711.9",
                "ACC/../1",
                "Who^Doctor",
                modality,
                new Order.Procedure("RP1", "Chest", Optional.of(new Order.Code("71020", "C4", "", "Chest"))),
                new Order.Step("STEP1", "One view", Optional.empty()));
    }
}
