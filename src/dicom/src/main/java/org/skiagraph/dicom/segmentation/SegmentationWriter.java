package org.skiagraph.dicom.segmentation;

import java.nio.file.Path;

/** The door to segmentations: masks and an image of ours become a marked Part 10 file, checked by reading it back. */
public interface SegmentationWriter {
    /**
     * Writes a BINARY Segmentation that belongs to the image's patient and study, and carries its generation record. The
     * file appears whole (temporary name, fsync, rename) or not at all.
     *
     * @param image a single-frame file that we wrote
     * @throws org.skiagraph.domain.Rejected if the image is not one of ours, or a mask is not of its size, or empty
     * @throws org.skiagraph.domain.Retryable if the disk is full
     */
    void write(Path image, SegmentationPlan plan, Path file);
}
