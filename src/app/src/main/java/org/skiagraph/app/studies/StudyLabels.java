package org.skiagraph.app.studies;

import org.skiagraph.app.studies.StudyRequest.Labels;
import org.skiagraph.dicom.dataset.StudyPlan.Patient;
import org.skiagraph.dicom.dataset.VisiblySynthetic;
import org.skiagraph.domain.Rejected;

/** Names and descriptions that a person chose, made unmistakable. */
final class StudyLabels {
    /** LO and a PN group hold 64 characters; the prefix and one more take ten. */
    static final int NAME_ROOM = 54;

    static final int ID_ROOM = 54;
    static final int DESCRIPTION_ROOM = 54;

    private StudyLabels() {}

    /** The order's patient, or the invented one with the name and ID that were asked for; all behind the prefix. */
    static Patient apply(Patient invented, Labels labels) {
        if (labels.order().isPresent()) {
            return labels.order().get().patient().marked();
        }
        String name = labels.patientName().map(VisiblySynthetic::name).orElse(invented.name());
        String id = labels.patientId().map(VisiblySynthetic::id).orElse(invented.id());
        return new Patient(
                name,
                id,
                invented.birthDate(),
                labels.patientSex().orElse(invented.sex()),
                labels.patientAge().orElse(invented.age()));
    }

    /** @throws Rejected if a patient was named besides the order's */
    static void requireNoOther(Labels labels) {
        if (labels.patientName().isPresent() || labels.patientId().isPresent()) {
            throw new Rejected(
                    labels.patientName().isPresent() ? "patient-name" : "patient-id",
                    "the patient is the order's",
                    "Leave it out");
        }
    }

    /** What stands behind the writer's own prefix. */
    static String description(Labels labels, String fallback) {
        String text = labels.studyDescription()
                .or(() -> labels.order()
                        .map(order -> order.procedure().description())
                        .filter(said -> !said.isEmpty()))
                .orElse(fallback);
        int most = Math.min(DESCRIPTION_ROOM, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, most)).strip();
    }
}
