package org.skiagraph.app.cohorts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.app.files.Digests;
import org.skiagraph.app.studies.Suggestions;
import org.skiagraph.domain.Rejected;
import org.yaml.snakeyaml.LoaderOptions;

/** A cohort by distributions, in YAML: count, seed, and the fields with their values. */
final class DrawnCohort {
    private static final int LARGEST = 4 << 20;
    private static final int DEEPEST = 8;
    private static final List<String> KEYS = List.of("count", "seed", "fields");
    private static final ObjectMapper YAML = new ObjectMapper(
                    YAMLFactory.builder().loaderOptions(bounds()).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private DrawnCohort() {}

    private static LoaderOptions bounds() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LARGEST);
        options.setAllowDuplicateKeys(false);
        return options;
    }

    static CohortDefinition read(Path file, String text) {
        JsonNode root = tree(file, text);
        root.fieldNames().forEachRemaining(DrawnCohort::requireKnown);
        int count = count(root.path("count"));
        if (!root.path("fields").isObject() || root.path("fields").isEmpty()) {
            throw new Rejected("fields", "there are none", "Write fields: with a line for each, such as a prompt");
        }
        List<FieldValues> fields = new ArrayList<>();
        root.get("fields")
                .properties()
                .forEach(entry -> fields.add(FieldValues.read(entry.getKey(), entry.getValue())));
        List<String> columns = fields.stream().map(FieldValues::field).toList();
        Columns.check(columns);
        Map<String, Map<String, Double>> asked = new LinkedHashMap<>();
        fields.forEach(field -> asked.put(field.field(), field.asked(count)));
        return new CohortDefinition(
                CohortFiles.base(file),
                Digests.hex(text),
                seed(root.path("seed")),
                columns,
                seed -> rows(fields, count, new SeededOrder(seed)),
                asked);
    }

    private static JsonNode tree(Path file, String text) {
        try {
            JsonNode root = YAML.readTree(text);
            if (root != null && root.isObject()) {
                return root;
            }
            throw new Rejected(file.toString(), "it holds no keys", "Write count: and fields:, as the README shows");
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new Rejected(file.toString(), "it is not YAML that can be read" + line, "Mend that line", e);
        }
    }

    private static void requireKnown(String key) {
        if (!KEYS.contains(key)) {
            throw new Rejected(
                    "cohort",
                    "'" + key + "' is none of " + KEYS,
                    Suggestions.nearest(key, KEYS)
                            .map(near -> "Write " + near)
                            .orElse("Put what the studies are like under fields:"));
        }
    }

    private static int count(JsonNode node) {
        if (!node.isIntegralNumber() || node.asLong() < 1 || node.asLong() > CohortDefinition.MOST_ROWS) {
            throw new Rejected("count", "it is no whole number of studies", "Write 1 to " + CohortDefinition.MOST_ROWS);
        }
        return node.asInt();
    }

    private static Optional<Long> seed(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
            throw new Rejected("seed", "it is no whole number from 0 up", "Write one, such as 7");
        }
        return Optional.of(node.asLong());
    }

    private static List<Row> rows(List<FieldValues> fields, int count, SeededOrder order) {
        List<List<String>> dealt =
                fields.stream().map(field -> field.deal(count, order)).toList();
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            Map<String, String> values = new LinkedHashMap<>();
            for (int f = 0; f < fields.size(); f++) {
                values.put(fields.get(f).field(), dealt.get(f).get(r));
            }
            rows.add(new Row(r + 1, values));
        }
        return rows;
    }
}
