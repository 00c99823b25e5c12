package org.skiagraph.app.studies;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.skiagraph.dicom.dataset.Identities;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.Patient;
import org.skiagraph.dicom.dataset.StudyPlan.PlannedImage;
import org.skiagraph.dicom.dataset.StudyPlan.Study;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.GenerationRecord;

/**
 * All identity of a study, decided before there is a pixel.
 *
 * @param sopInstanceUids one per image, in order
 */
record StudyDraft(Template template, Patient patient, Study study, List<String> sopInstanceUids) {
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    static StudyDraft of(StudyRequest request, Template template, Identities identities, LocalDateTime now) {
        Study study = new Study(
                identities.newUid(),
                identities.newUid(),
                identities.newUid(),
                StudyLabels.shortId(),
                StudyLabels.shortId(),
                1,
                now,
                StudyLabels.description(request.labels(), template.title()));
        List<String> instances = Stream.generate(identities::newUid)
                .limit(request.picture().count())
                .toList();
        return new StudyDraft(template, StudyLabels.apply(identities.newPatient(), request.labels()), study, instances);
    }

    /** "20261124-153012-9f3ac1d2": when, and enough of the study to keep two of a second apart. */
    String folderName() {
        String accession = study.accessionNumber();
        return FOLDER.format(study.time()) + "-" + accession.substring(accession.length() - 8);
    }

    /** @param records the record of the image with an index */
    StudyPlan plan(StudyRequest request, ModelBundle bundle, IntFunction<GenerationRecord> records) {
        Optional<Double> spacing = bundle.image()
                .fieldOfViewMm()
                .map(field -> field / bundle.image().width());
        List<PlannedImage> images = IntStream.range(0, sopInstanceUids.size())
                .mapToObj(
                        index -> new PlannedImage(sopInstanceUids.get(index), index + 1, spacing, records.apply(index)))
                .toList();
        return new StudyPlan(template, patient, study, images, request.storage().pixels());
    }
}
