package org.skiagraph.dicom.segmentation.internal;

import java.util.stream.IntStream;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.segmentation.SegmentationPlan;

/** What holds for all frames and for each (PS3.3 C.7.6.16); frame n is segment n, and that is the one dimension. */
final class FunctionalGroups {
    private static final String SEGMENT_IDENTIFICATION = "0062000A";
    private static final String REFERENCED_SEGMENT = "0062000B";
    private static final String POSITION = "00200032";
    private static final String SLICE_THICKNESS = "00180050";

    private final DicomJson image;
    private final SegmentationPlan plan;

    FunctionalGroups(DicomJson image, SegmentationPlan plan) {
        this.image = image;
        this.plan = plan;
    }

    void addTo(DicomJson dataset) {
        String organization = plan.uids().dimensionOrganization();
        dataset.items("00209221", DicomJson.empty().texts("00209164", "UI", organization));
        dataset.items(
                "00209222",
                DicomJson.empty()
                        .texts("00209164", "UI", organization)
                        .texts("00209165", "AT", REFERENCED_SEGMENT)
                        .texts("00209167", "AT", SEGMENT_IDENTIFICATION)
                        .texts("00209421", "LO", "ReferencedSegmentNumber"));
        dataset.items("52009229", shared());
        dataset.items(
                "52009230",
                IntStream.rangeClosed(1, plan.segments().size())
                        .mapToObj(this::frame)
                        .toArray(DicomJson[]::new));
    }

    private DicomJson shared() {
        DicomJson shared = DicomJson.empty();
        // How large a projection's pixels are in the patient nobody knows, and readers want no measures without a
        // thickness.
        if (image.text(SLICE_THICKNESS).isPresent() && image.has(Tags.PIXEL_SPACING)) {
            shared.items("00289110", with(Tags.PIXEL_SPACING, SLICE_THICKNESS));
        }
        if (image.has(Tags.IMAGE_ORIENTATION_PATIENT)) {
            shared.items("00209116", with(Tags.IMAGE_ORIENTATION_PATIENT));
        }
        return shared;
    }

    private DicomJson with(String... tags) {
        DicomJson item = DicomJson.empty();
        for (String tag : tags) {
            item.node().set(tag, image.node().get(tag));
        }
        return item;
    }

    private DicomJson derivation() {
        DicomJson source = Codes.instance(image)
                .texts("0028135A", "CS", "YES")
                .items(
                        Tags.PURPOSE_OF_REFERENCE_CODE_SEQUENCE,
                        Codes.code("121322", "DCM", "Source image for image processing operation"));
        return DicomJson.empty()
                .items("00089215", Codes.code("113076", "DCM", "Segmentation"))
                .items("00082112", source);
    }

    private DicomJson frame(int segment) {
        DicomJson frame = DicomJson.empty()
                .items("00209111", DicomJson.empty().numbers("00209157", "UL", segment))
                .items("00089124", derivation())
                .items(SEGMENT_IDENTIFICATION, DicomJson.empty().numbers(REFERENCED_SEGMENT, "US", segment));
        if (image.has(POSITION)) {
            frame.items("00209113", with(POSITION));
        }
        return frame;
    }
}
