package org.skiagraph.dicom.dataset;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.domain.GenerationRecord;

/**
 * One series to write, with every identifier decided beforehand so that doing it twice makes nothing twice.
 *
 * @param template what to write
 * @param patient the invented patient
 * @param study study and series identity
 * @param images one entry per image, in order
 * @param pixels how pixels are stored
 */
public record StudyPlan(
        Template template, Patient patient, Study study, List<PlannedImage> images, PixelSettings pixels) {

    public StudyPlan {
        images = List.copyOf(images);
        if (images.isEmpty()) {
            throw new IllegalArgumentException("a study without images");
        }
    }

    /**
     * An invented person; see {@link org.skiagraph.dicom.dataset.Identities}.
     *
     * @param name PN, "SYNTHETIC^..."; any Unicode
     * @param id LO, visible prefix and 128 bits
     * @param birthDate DA or empty
     * @param sex "M", "F", "O" or ""
     * @param age AS ("045Y") or empty
     */
    public record Patient(String name, String id, String birthDate, String sex, String age) {}

    /**
     * @param frameOfReferenceUid used where the IOD has one
     * @param description put after "SYNTHETIC " in Study and Series Description; any Unicode
     */
    public record Study(
            String studyInstanceUid,
            String seriesInstanceUid,
            String frameOfReferenceUid,
            String studyId,
            String accessionNumber,
            int seriesNumber,
            LocalDateTime time,
            String description) {}

    /** @param pixelSpacingMm row and column spacing at the detector (CR, DX, MG) or in the patient (CT, MR) */
    public record PlannedImage(
            String sopInstanceUid, int instanceNumber, Optional<Double> pixelSpacingMm, GenerationRecord record) {}

    /**
     * @param bitsStored 8 to 16 for grey; ignored for colour
     * @param transferSyntax how pixel data is encoded
     * @param burnIn whether the word SYNTHETIC is drawn into the pixels
     */
    public record PixelSettings(int bitsStored, TransferSyntax transferSyntax, boolean burnIn) {
        public static final PixelSettings DEFAULT =
                new PixelSettings(12, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, false);
    }
}
