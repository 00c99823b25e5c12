package org.skiagraph.app.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.skiagraph.app.Surroundings;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyRequest.Labels;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.template.TemplateDirectory;
import org.skiagraph.dicom.template.Templates;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Requests and files whose values lead elsewhere: refused, or harmless, and nothing is written outside. */
class HostileRequestsTest {
    private static final MarkingReader MARKED = new MarkingReader();

    private static final Templates TEMPLATES =
            TemplateDirectory.on(List.of(Path.of(System.getProperty("skiagraph.root"), "dicom-templates")));

    @RegisterExtension
    final Surroundings around = new Surroundings();

    @Test
    void namesThatAreNoneAreRefusedBeforeAnythingIsMade() {
        StudyService service = OutboxStudies.service();
        for (String value : around.hostile()) {
            refused(service, of(value, Optional.empty(), plain()));
            assertThatThrownBy(() -> TEMPLATES.find(value)).isInstanceOf(Rejected.class);
        }
        String usual = "chest-radiograph";
        refused(service, of(usual, Optional.of("a/\0"), plain()));
        refused(service, of(usual, Optional.empty(), new Labels(said("a\0"), none(), none())));
        refused(service, of(usual, Optional.empty(), new Labels(none(), said("../".repeat(21_846)), none())));
        refused(service, of(usual, Optional.empty(), new Labels(none(), none(), said("a\nb"))));
        assertThat(around.own()).isEmptyDirectory();
    }

    /** By who makes it, and if not already then by who only queues it. */
    private static void refused(StudyService service, StudyRequest request) {
        assertThatThrownBy(() -> service.check(request)).isInstanceOf(Rejected.class);
        try {
            assertThat(StudyService.fixed(request).out()).isEqualTo(request.out());
        } catch (Rejected e) {
            assertThat(e.remedy()).isNotBlank();
        }
    }

    @Test
    void whatLooksLikeAPathInATextIsAText() throws IOException {
        Labels labels = new Labels(said("../../../elsewhere/x"), said("../../../elsewhere/x"), said("/etc/x"));

        StudyResult made = OutboxStudies.service()
                .generate(of("chest-radiograph", Optional.empty(), labels), ProgressListener.NONE);

        assertThat(made.directory().getParent()).isEqualTo(around.own());
        assertThat(made.instances().get(0).file()).startsWith(made.directory());
        deliverChanged(made.instances().get(0).file());
    }

    /** The file again, its study's UID replaced by a path of the same length. */
    private void deliverChanged(Path file) throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        String uid = MARKED.read(file).studyInstanceUid();
        String path = ("../../../elsewhere/" + "x".repeat(64)).substring(0, uid.length());
        Path changed = Files.writeString(
                around.own().resolve("changed.dcm"), bytes.replace(uid, path), StandardCharsets.ISO_8859_1);
        try (Outbox outbox = OutboxStudies.open(around.own().resolve("state"), parts())) {
            assertThatThrownBy(() -> outbox.add(List.of(changed), List.of("folder")))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("one of its UIDs is none");
            for (String value : around.hostile()) {
                assertThatThrownBy(() -> outbox.add(List.of(file), List.of(value)))
                        .isInstanceOf(Rejected.class);
                assertThatThrownBy(
                                () -> outbox.submit(OutboxStudies.request(around.own(), 1), Routes.to(List.of(value))))
                        .isInstanceOf(Rejected.class);
                assertThat(outbox.withdraw(value, true).stopped()).isZero();
                assertThat(outbox.retry(Optional.of(value)) + outbox.drop(Optional.of(value)))
                        .isZero();
            }
            outbox.add(List.of(file), List.of("folder"));
            try (Drain drain = outbox.drain()) {
                drain.deliver(ProgressListener.NONE);
            }
            outbox.withdraw(MARKED.read(file).studyInstanceUid(), true);
            assertThat(outbox.deliveries(Optional.empty())).hasSize(2);
        }
    }

    private StudyRequest of(String model, Optional<String> template, Labels labels) {
        StudyRequest usual = OutboxStudies.request(around.own(), 1);
        return new StudyRequest(
                usual.prompt(),
                model,
                template,
                usual.sampling(),
                usual.picture(),
                usual.inputs(),
                labels,
                usual.storage(),
                usual.runtime(),
                usual.out());
    }

    private static Labels plain() {
        return new Labels(none(), none(), none());
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private static Optional<String> said(String text) {
        return Optional.of(text);
    }

    private OutboxParts parts() {
        Destination folder = new Destination(
                "folder",
                true,
                new Routing(List.of(), List.of(), List.of()),
                new Destination.Folder(around.own().resolve("folder"), false));
        return RealParts.of(OutboxStudies.parts(), () -> new Destinations(List.of(folder)), InstantSource.system());
    }
}
