package org.skiagraph.app.cohorts;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import org.skiagraph.app.studies.StudyRequest;

/**
 * What a cohort is made from.
 *
 * @param common everything that the rows do not say; its seed, if there is one, comes before the cohort's own, and its
 *     directory does not count
 * @param out a directory of the cohort's own; one that holds its begun run goes on with it
 * @param run what is fixed of the run
 * @param testShare share of the studies, 0 to 1, that is kept apart for testing
 */
public record CohortRequest(
        CohortDefinition definition, StudyRequest common, Path out, RunChoice run, double testShare) {

    /**
     * @param id 1 to 64 letters, digits, dots, _ and -; part of every UID
     * @param clock date and time of every study; empty is now, or that of the begun run
     */
    public record RunChoice(String id, Optional<LocalDateTime> clock) {}
}
