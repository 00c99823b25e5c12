package org.skiagraph.dicom.dataset;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.domain.GenerationRecord;

/**
 * One study to write, with every identifier decided beforehand so that doing it twice makes nothing twice.
 *
 * @param template what to write
 * @param patient the invented patient
 * @param study the study's identity
 * @param series one or more
 * @param pixels how pixels are stored
 * @param order that it answers, whose patient and study are then those of the plan; empty for a study of its own
 */
public record StudyPlan(
        Template template,
        Patient patient,
        Study study,
        List<Series> series,
        PixelSettings pixels,
        Optional<Order> order) {

    public StudyPlan {
        series = List.copyOf(series);
        if (series.isEmpty()) {
            throw new IllegalArgumentException("a study without series");
        }
        if (order.filter(answered -> !answered.studyInstanceUid().equals(study.studyInstanceUid()))
                .isPresent()) {
            throw new IllegalArgumentException("a study of its own that answers an order");
        }
    }

    /** A study of its own. */
    public StudyPlan(Template template, Patient patient, Study study, List<Series> series, PixelSettings pixels) {
        this(template, patient, study, series, pixels, Optional.empty());
    }

    /** Every image, series by series. */
    public List<PlannedImage> images() {
        return series.stream().flatMap(one -> one.images().stream()).toList();
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

    /** @param description put after "SYNTHETIC " in Study and Series Description; any Unicode */
    public record Study(
            String studyInstanceUid, String studyId, String accessionNumber, LocalDateTime time, String description) {}

    /**
     * @param frameOfReferenceUid used where the IOD has one
     * @param volume whether the images are the slices of one volume, in order along their normal
     * @param images one or more, in order
     */
    public record Series(
            String seriesInstanceUid,
            String frameOfReferenceUid,
            int number,
            boolean volume,
            List<PlannedImage> images) {
        public Series {
            images = List.copyOf(images);
            if (images.isEmpty()) {
                throw new IllegalArgumentException("a series without images");
            }
        }
    }

    /** @param geometry empty if nothing says how large a pixel is */
    public record PlannedImage(
            String sopInstanceUid, int instanceNumber, Optional<Geometry> geometry, GenerationRecord record) {}

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
