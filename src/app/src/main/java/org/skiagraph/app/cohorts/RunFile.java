package org.skiagraph.app.cohorts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.skiagraph.domain.Rejected;

/**
 * What a run is bound to, kept in its directory: all of it is equal when the run goes on, or it is another run.
 *
 * @param runId part of every study's identity
 * @param clock every study's date and time
 * @param seed of the draws, and of the images' seeds
 * @param cohort digest of the cohort's file
 * @param options digest of what else was asked for
 * @param models digest of each model by name
 */
record RunFile(
        String runId, LocalDateTime clock, long seed, String cohort, String options, Map<String, String> models) {
    static final String NAME = "run.json";

    /** The run that a directory holds. */
    static Optional<RunFile> read(Path directory) {
        Path file = directory.resolve(NAME);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = Trees.read(file);
            Map<String, String> models = new TreeMap<>();
            node.path("models")
                    .properties()
                    .forEach(
                            model -> models.put(model.getKey(), model.getValue().asText()));
            return Optional.of(new RunFile(
                    node.path("runId").asText(),
                    LocalDateTime.parse(node.path("clock").asText()),
                    node.path("seed").asLong(),
                    node.path("cohort").asText(),
                    node.path("options").asText(),
                    models));
        } catch (DateTimeParseException e) {
            throw Trees.damaged(file, e);
        }
    }

    void write(Path directory) {
        ObjectNode node = Trees.object()
                .put("runId", runId)
                .put("clock", clock.toString())
                .put("seed", seed)
                .put("cohort", cohort)
                .put("options", options);
        ObjectNode digests = node.putObject("models");
        new TreeMap<>(models).forEach(digests::put);
        WholeFile.write(directory.resolve(NAME), Trees.pretty(node));
    }

    /** @throws Rejected if the directory's run is another one */
    void requireRun(String id, Path directory) {
        require(
                runId.equals(id),
                "run-id",
                directory + " holds the run " + runId,
                "Give --run-id " + runId + " to go on with it, or another --out");
    }

    /** @throws Rejected naming what is not the same */
    void requireSame(RunFile other) {
        String mend = "Give what the run was begun with, or another --out";
        String begun = "the run " + runId;
        require(cohort.equals(other.cohort), "cohort", begun + " was begun with another cohort file", mend);
        require(options.equals(other.options), "cohort", begun + " was begun with other options", mend);
        require(clock.equals(other.clock), "clock", begun + " has the clock " + clock, mend);
        require(seed == other.seed, "seed", begun + " has the seed " + seed, mend);
        require(models.equals(other.models), "model", begun + " was begun with another version of a model", mend);
    }

    private static void require(boolean same, String where, String what, String remedy) {
        if (!same) {
            throw new Rejected(where, what, remedy);
        }
    }
}
