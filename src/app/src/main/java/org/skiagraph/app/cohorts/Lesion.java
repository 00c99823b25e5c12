package org.skiagraph.app.cohorts;

import java.util.List;
import org.skiagraph.dicom.dataset.Identities;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.pixels.Preview;
import org.skiagraph.dicom.pixels.Quantisation;
import org.skiagraph.dicom.segmentation.FindingCode;
import org.skiagraph.dicom.segmentation.Mask;
import org.skiagraph.dicom.segmentation.SegmentationPlan;
import org.skiagraph.dicom.segmentation.SegmentationPlan.Segment;
import org.skiagraph.dicom.segmentation.SegmentationPlan.Uids;

/** What was painted into an image, and where. */
record Lesion(PlannedRow row, Instance image, Mask mask) {
    /** Beyond those of images, which count from 1. */
    private static final int SERIES_NUMBER = 1001;

    private static final int LONGEST_LABEL = 64;
    private static final String UNNAMED = "lesion";

    /** The same image gives the same UIDs; each image's segmentation is a series of its own. */
    SegmentationPlan plan(Identities identities) {
        String key = row.submission().key() + "/segmentation/" + image.sopInstanceUid();
        String finding = row.row().value(Columns.FINDING).orElse(UNNAMED);
        return new SegmentationPlan(
                new Uids(
                        identities.uidFor(key + "/instance"),
                        identities.uidFor(key + "/series"),
                        identities.uidFor(key + "/dimensions")),
                SERIES_NUMBER,
                List.of(new Segment(label(finding), FindingCode.in(finding), mask)));
    }

    /** As much of it as an LO holds. */
    private static String label(String finding) {
        String plain = finding.replaceAll("[\\\\\\p{Cntrl}]", " ").strip();
        int most = Math.min(LONGEST_LABEL, plain.codePointCount(0, plain.length()));
        return plain.substring(0, plain.offsetByCodePoints(0, most)).strip();
    }

    /** White where it was painted. */
    byte[] png() {
        return Preview.png(Quantisation.grey(mask.picture(), 8, 8), 8);
    }
}
