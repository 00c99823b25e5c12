package org.skiagraph.dicom.segmentation.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.segmentation.SegmentationPlan;
import org.skiagraph.dicom.segmentation.SegmentationPlan.Segment;

/**
 * The dataset of a BINARY Segmentation (PS3.3 A.51) beside that of the image it is of, all but marking and pixel data.
 * Patient and study are the image's; so is the frame of reference, where the image has one. A projection has none, and
 * then the derivation from the image says alone where the segments lie (C.7.6.16.2.6).
 */
public final class SegmentationDataset {
    private static final List<String> PATIENT_AND_STUDY = List.of(
            Tags.PATIENT_NAME,
            Tags.PATIENT_ID,
            "00100030",
            "00100040",
            "00101010",
            "00101020",
            "00101030",
            Tags.STUDY_INSTANCE_UID,
            "00080020",
            "00080030",
            "00080050",
            "00080090",
            "00200010",
            Tags.STUDY_DESCRIPTION);
    private static final List<String> TYPE_2 = List.of("00100030", "00100040", "00080050", "00080090", "00200010");
    private static final String FRAME_OF_REFERENCE = "00200052";
    private static final String POSITION_REFERENCE = "00201040";

    private static final String PATIENT_ORIENTATION = "00200020";

    private final DicomJson image;
    private final SegmentationPlan plan;
    private final DicomJson dataset = DicomJson.empty();

    private SegmentationDataset(DicomJson image, SegmentationPlan plan) {
        this.image = image;
        this.plan = plan;
    }

    /** @param image everything but its pixels */
    public static DicomJson of(DicomJson image, SegmentationPlan plan) {
        SegmentationDataset building = new SegmentationDataset(image, plan);
        building.patientAndStudy();
        building.seriesAndInstance();
        building.pixels();
        building.segments();
        new FunctionalGroups(image, plan).addTo(building.dataset);
        building.references();
        return building.dataset;
    }

    private void patientAndStudy() {
        PATIENT_AND_STUDY.stream()
                .filter(tag -> image.has(tag) || TYPE_2.contains(tag))
                .forEach(this::copy);
        if (image.text(FRAME_OF_REFERENCE).isPresent()) {
            copy(FRAME_OF_REFERENCE);
            copy(POSITION_REFERENCE);
        }
        if (!image.has(Tags.IMAGE_ORIENTATION_PATIENT)) {
            copy(PATIENT_ORIENTATION);
        }
    }

    private void copy(String tag) {
        if (image.has(tag)) {
            dataset.node().set(tag, image.node().get(tag));
        } else {
            dataset.texts(tag, vrOf(tag));
        }
    }

    /** Of those alone that may have to be there empty. */
    private static String vrOf(String tag) {
        return switch (tag) {
            case "00100030" -> "DA";
            case "00100040", PATIENT_ORIENTATION -> "CS";
            case "00080090" -> "PN";
            case POSITION_REFERENCE -> "LO";
            default -> "SH";
        };
    }

    private void seriesAndInstance() {
        dataset.texts(Tags.SOP_CLASS_UID, "UI", Tags.SEGMENTATION);
        dataset.texts(Tags.SOP_INSTANCE_UID, "UI", plan.uids().sopInstance());
        dataset.texts(Tags.MODALITY, "CS", "SEG");
        dataset.texts(Tags.SERIES_INSTANCE_UID, "UI", plan.uids().series());
        dataset.texts("00200011", "IS", Integer.toString(plan.seriesNumber()));
        dataset.texts(Tags.SERIES_DESCRIPTION, "LO", "segmentation");
        dataset.texts("00181000", "LO", "0");
        dataset.texts("00200013", "IS", "1");
        dataset.texts("00080023", "DA", image.text("00080020").orElse(""));
        dataset.texts("00080033", "TM", image.text("00080030").orElse(""));
        dataset.texts("00700080", "CS", "SEGMENTATION");
        dataset.texts("00700081", "LO", "Where findings were painted by inpainting");
        dataset.texts("00700084", "PN");
        dataset.texts(Tags.LOSSY_IMAGE_COMPRESSION, "CS", "00");
    }

    /** One bit a pixel (C.8.20.2). */
    private void pixels() {
        dataset.numbers(Tags.SAMPLES_PER_PIXEL, "US", 1);
        dataset.texts(Tags.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME2");
        dataset.texts(
                Tags.NUMBER_OF_FRAMES, "IS", Integer.toString(plan.segments().size()));
        dataset.numbers(Tags.ROWS, "US", plan.segments().get(0).mask().height());
        dataset.numbers(Tags.COLUMNS, "US", plan.segments().get(0).mask().width());
        dataset.numbers(Tags.BITS_ALLOCATED, "US", 1);
        dataset.numbers(Tags.BITS_STORED, "US", 1);
        dataset.numbers(Tags.HIGH_BIT, "US", 0);
        dataset.numbers(Tags.PIXEL_REPRESENTATION, "US", 0);
    }

    private void segments() {
        dataset.texts("00620001", "CS", "BINARY");
        dataset.items(
                "00620002",
                IntStream.range(0, plan.segments().size())
                        .mapToObj(index -> segment(index + 1, plan.segments().get(index)))
                        .toArray(DicomJson[]::new));
    }

    /** A person said where and the model painted, so the algorithm is neither automatic nor manual (C.8.20.4). */
    private static DicomJson segment(int number, Segment segment) {
        return DicomJson.empty()
                .numbers("00620004", "US", number)
                .texts("00620005", "LO", segment.label())
                .texts("00620006", "ST", "The region that the model was asked to paint the finding in")
                .texts("00620008", "CS", "SEMIAUTOMATIC")
                .texts("00620009", "LO", "Skiagraph inpainting")
                .items("00620003", Codes.code("49755003", "SCT", "Morphologically Altered Structure"))
                .items(
                        "0062000F",
                        Codes.code(
                                segment.finding().value(),
                                "SCT",
                                segment.finding().meaning()));
    }

    /** Common Instance Reference (C.12.2). */
    private void references() {
        DicomJson instance = Codes.instance(image);
        dataset.items(
                "00081115",
                DicomJson.empty()
                        .texts(
                                Tags.SERIES_INSTANCE_UID,
                                "UI",
                                image.text(Tags.SERIES_INSTANCE_UID).orElse(""))
                        .items("0008114A", instance));
    }
}
