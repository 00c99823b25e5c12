package org.skiagraph.dicom.segmentation;

import java.util.List;

/**
 * One Segmentation to write, with every identifier decided beforehand.
 *
 * @param seriesNumber of its own series, from 1; not one that the study's images have
 * @param segments one or more; segment n is the n-th of them and has frame n
 */
public record SegmentationPlan(Uids uids, int seriesNumber, List<Segment> segments) {
    public SegmentationPlan {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a segmentation without segments");
        }
    }

    /** @param dimensionOrganization Dimension Organization UID (PS3.3 C.7.6.17) */
    public record Uids(String sopInstance, String series, String dimensionOrganization) {}

    /**
     * One finding.
     *
     * @param label Segment Label (0062,0005), LO: 1 to 64 characters
     */
    public record Segment(String label, FindingCode finding, Mask mask) {}
}
