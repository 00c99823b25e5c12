package org.skiagraph.dicom.file;

import java.nio.file.Path;
import java.util.List;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;

/** The door to writing: template and plan and images become marked Part 10 files, checked by reading them back. */
public interface StudyWriter {
    /**
     * Everything that can be wrong before there are pixels: a template that the plan does not fit, a codec that this
     * build lacks, a directory that cannot be written.
     *
     * @throws org.skiagraph.domain.Rejected as said
     */
    void check(StudyPlan plan, Path directory);

    /**
     * Writes DIRECTORY/IM0001.dcm, IM0001.png, ..., with several series SE0001-IM0001.dcm, ... Files appear whole
     * (temporary name, fsync, rename) or not at all.
     *
     * @param images as many as the plan has, series by series
     * @throws org.skiagraph.domain.Retryable if the disk is full
     */
    List<Instance> write(StudyPlan plan, List<Image> images, Path directory, ProgressListener listener);
}
