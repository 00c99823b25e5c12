package org.skiagraph.dicom.template;

/**
 * A checked DICOM template: which object to write, and everything in it that is not pixels, identity or marking.
 *
 * @param name "dx-chest-pa"
 * @param title one line for people
 * @param modality Modality (0008,0060)
 * @param sopClassUid SOP Class UID (0008,0016)
 * @param colour whether its pixels are RGB
 * @param slices whether its images lie in a patient, and can be those of a volume (PS3.3 C.7.6.2)
 * @param json the template as it is on disk, DICOM JSON Model (PS3.18 Annex F) with placeholders
 * @param digest SHA-256 of the file's bytes, lower-case hex
 */
public record Template(
        String name,
        String title,
        String modality,
        String sopClassUid,
        boolean colour,
        boolean slices,
        String json,
        String digest) {}
