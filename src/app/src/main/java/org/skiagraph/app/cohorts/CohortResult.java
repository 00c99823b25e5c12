package org.skiagraph.app.cohorts;

import java.nio.file.Path;
import java.util.List;

/**
 * A finished cohort.
 *
 * @param directory that everything is in
 * @param run what to give to have it again
 * @param studies all of them
 * @param resumed those of them that were finished before
 * @param images one row each in cohort.csv and cohort.jsonl
 * @param segmentations Segmentations written
 * @param warnings for people, each once
 */
public record CohortResult(
        Path directory, Run run, int studies, int resumed, int images, int segmentations, List<String> warnings) {
    public CohortResult {
        warnings = List.copyOf(warnings);
    }

    /** @param clock ISO 8601, local */
    public record Run(String id, String clock, long seed) {}
}
