package org.skiagraph.app.cohorts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cohort as it was asked for.
 *
 * @param base directory that pictures are named from
 * @param digest SHA-256 of what it was read from, lower-case hex
 * @param seed that it names itself, for its draws and its images
 * @param columns of every row, in order
 * @param rows what the rows are, once there is a seed
 * @param asked by column and value, how many studies were asked for; fractions where weights do not come out even
 */
public record CohortDefinition(
        Path base,
        String digest,
        Optional<Long> seed,
        List<String> columns,
        Rows rows,
        Map<String, Map<String, Double>> asked) {
    /** Most rows of one cohort. */
    static final int MOST_ROWS = 100_000;

    public CohortDefinition {
        columns = List.copyOf(columns);
    }

    /** Gives the rows. The same seed gives the same ones. */
    @FunctionalInterface
    interface Rows {
        List<Row> of(long seed);
    }
}
