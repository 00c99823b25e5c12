package org.skiagraph.app.studies;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.skiagraph.dicom.dataset.Identities;
import org.skiagraph.dicom.dataset.StudyPlan.Patient;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.StudyPlan.Study;
import org.skiagraph.dicom.template.Template;

/** Identity of a study, decided before there is a pixel; {@link LaidOutStudy} adds that of its series and images. */
record StudyDraft(Template template, StudyIdentity identity, Patient patient, Study study, PixelSettings pixels) {
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    static StudyDraft of(StudyRequest request, Template template, Identities identities, Submission submission) {
        StudyIdentity identity = new StudyIdentity(identities, submission.key());
        Study study = new Study(
                identity.uid("study"),
                identity.shortId("study-id"),
                identity.shortId("accession"),
                submission.clock(),
                StudyLabels.description(request.labels(), template.title()));
        Patient patient = StudyLabels.apply(identity.patient(), request.labels());
        return new StudyDraft(
                template, identity, patient, study, request.storage().pixels());
    }

    /** "20261124-153012-9f3ac1d2": when, and enough of the study to keep two of a second apart. */
    String folderName() {
        String accession = study.accessionNumber();
        return FOLDER.format(study.time()) + "-" + accession.substring(accession.length() - 8);
    }
}
