package org.skiagraph.app.cohorts;

import java.util.Locale;
import java.util.Set;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.domain.Rejected;

/**
 * A row with all that is decided before it is drawn.
 *
 * @param split what it is for, "train" or "test"
 */
record PlannedRow(Row row, StudyRequest request, String split, Submission submission) {
    private static final Set<String> HEALTHY = Set.of("none", "no finding", "normal", "healthy");

    static PlannedRow of(Row row, RowRequests requests, String split, Submission submission) {
        return named(row, () -> new PlannedRow(row, requests.of(row), split, submission));
    }

    /** Whether a finding is painted into a part of it: not where the row says that there is none. */
    boolean hasLesion() {
        boolean masked = request.inputs().edit().mask().isPresent()
                || request.inputs().edit().box().isPresent();
        return masked && !isHealthy();
    }

    private boolean isHealthy() {
        return row.values().containsKey(Columns.FINDING)
                && row.value(Columns.FINDING)
                        .map(finding -> HEALTHY.contains(finding.toLowerCase(Locale.ROOT)))
                        .orElse(true);
    }

    /** Does something for the row; what is wrong with it is told by its number and column. */
    void named(Runnable work) {
        named(row, () -> {
            work.run();
            return this;
        });
    }

    private static PlannedRow named(Row row, java.util.function.Supplier<PlannedRow> work) {
        try {
            return work.get();
        } catch (Rejected e) {
            String where = e.where().replaceFirst("^form ", "");
            boolean column = row.values().containsKey(where);
            throw new Rejected(
                    "row " + row.number() + ", " + (column ? "column " : "") + where, e.what(), e.remedy(), e);
        }
    }
}
