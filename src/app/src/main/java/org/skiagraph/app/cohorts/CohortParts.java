package org.skiagraph.app.cohorts;

import org.skiagraph.app.studies.StudyParts;
import org.skiagraph.dicom.segmentation.SegmentationWriter;

/** What cohorts are put together from. */
public record CohortParts(StudyParts studies, SegmentationWriter segmentations) {}
