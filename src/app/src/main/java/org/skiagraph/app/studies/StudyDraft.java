package org.skiagraph.app.studies;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.skiagraph.dicom.dataset.Identities;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.dicom.dataset.StudyPlan.Patient;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.StudyPlan.Study;
import org.skiagraph.dicom.template.Template;

/** Identity of a study, decided before there is a pixel; {@link LaidOutStudy} adds that of its series and images. */
record StudyDraft(
        Template template,
        StudyIdentity identity,
        Patient patient,
        Study study,
        PixelSettings pixels,
        Optional<Order> order) {
    static final String ACCESSION = "accession";

    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    static StudyDraft of(StudyRequest request, Template template, Identities identities, Submission submission) {
        StudyIdentity identity = new StudyIdentity(identities, submission.key());
        Optional<Order> order = request.labels().order();
        Study study = new Study(
                order.map(Order::studyInstanceUid).orElseGet(() -> identity.uid("study")),
                order.map(answered -> answered.procedure().id()).orElseGet(() -> identity.shortId("study-id")),
                order.map(Order::accessionNumber).orElseGet(() -> identity.shortId(ACCESSION)),
                submission.clock(),
                StudyLabels.description(request.labels(), template.title()));
        Patient patient = StudyLabels.apply(identity.patient(), request.labels());
        return new StudyDraft(
                template, identity, patient, study, request.storage().pixels(), order);
    }

    /** "20261124-153012-9f3ac1d2": when, and enough of an ID of ours to keep two of a second apart. */
    String folderName() {
        return folderName(study.time(), identity.shortId(ACCESSION));
    }

    static String folderName(LocalDateTime time, String accession) {
        return FOLDER.format(time) + "-" + accession.substring(accession.length() - 8);
    }
}
