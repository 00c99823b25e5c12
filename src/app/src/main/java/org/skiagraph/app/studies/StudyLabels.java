package org.skiagraph.app.studies;

import org.skiagraph.app.studies.StudyRequest.Labels;
import org.skiagraph.dicom.dataset.StudyPlan.Patient;

/** Names and descriptions that a person chose, made unmistakable. */
final class StudyLabels {
    static final String PREFIX = "SYNTHETIC";
    /** LO and a PN group hold 64 characters; the prefix and one more take ten. */
    static final int NAME_ROOM = 54;

    static final int ID_ROOM = 54;
    static final int DESCRIPTION_ROOM = 54;

    private StudyLabels() {}

    /** The invented patient, with the name and ID that were asked for behind the prefix. */
    static Patient apply(Patient invented, Labels labels) {
        String name = labels.patientName().map(StudyLabels::prefixedName).orElse(invented.name());
        String id = labels.patientId().map(text -> prefixed(text, "-")).orElse(invented.id());
        return new Patient(
                name,
                id,
                invented.birthDate(),
                labels.patientSex().orElse(invented.sex()),
                labels.patientAge().orElse(invented.age()));
    }

    /** What stands behind the writer's own prefix. */
    static String description(Labels labels, String fallback) {
        String text = labels.studyDescription().orElse(fallback);
        int most = Math.min(DESCRIPTION_ROOM, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, most)).strip();
    }

    /** "Doe^Jane" becomes "SYNTHETIC Doe^Jane", in each of the groups. */
    private static String prefixedName(String name) {
        StringBuilder groups = new StringBuilder();
        for (String group : name.split("=", -1)) {
            groups.append(groups.isEmpty() ? "" : "=").append(group.isEmpty() ? "" : prefixed(group, " "));
        }
        return groups.toString();
    }

    private static String prefixed(String text, String joint) {
        return text.startsWith(PREFIX + joint) || text.startsWith(PREFIX + "^") ? text : PREFIX + joint + text;
    }
}
