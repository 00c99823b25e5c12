package org.skiagraph.app.cohorts;

import org.skiagraph.app.studies.StudyResult;

/**
 * A row whose study is written, not yet in its place.
 *
 * @param study the place, from the cohort's directory on
 * @param prompt what the model read, "" if nothing
 */
record MadeRow(PlannedRow row, StudyResult result, String study, String prompt, String runId, NumericColumns numeric) {}
