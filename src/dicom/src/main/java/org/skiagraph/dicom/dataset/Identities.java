package org.skiagraph.dicom.dataset;

/** Invents identities: UIDs, patient names and IDs. */
public interface Identities {
    /** A UID under the site's root, or 2.25 and a UUID; never the same twice, unless derived from a key. */
    String newUid();

    /** The UID that belongs to a key: the same key gives the same UID. */
    String uidFor(String key);

    /** A patient with an unmistakable prefix and 128 random bits in the ID. */
    StudyPlan.Patient newPatient();

    /** The patient that belongs to a key. */
    StudyPlan.Patient patientFor(String key);
}
