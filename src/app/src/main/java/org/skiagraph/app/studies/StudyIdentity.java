package org.skiagraph.app.studies;

import java.util.Locale;
import org.skiagraph.dicom.dataset.Identities;
import org.skiagraph.dicom.dataset.StudyPlan.Patient;

/** The UIDs and the patient of one study: part after part, all derived from its submission's key. */
record StudyIdentity(Identities identities, String key) {
    private static final int SHORT_ROOM = 12;

    Patient patient() {
        return identities.patientFor(key);
    }

    /** @param part such as "series/1/instance/3" */
    String uid(String part) {
        return identities.uidFor(key + "/" + part);
    }

    /** An SH of its own: "SYN" and 48 bits. */
    String shortId(String part) {
        String id = identities.patientFor(key + "/" + part).id();
        return "SYN" + id.substring(id.length() - SHORT_ROOM).toLowerCase(Locale.ROOT);
    }
}
