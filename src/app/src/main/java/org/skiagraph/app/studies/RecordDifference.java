package org.skiagraph.app.studies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.skiagraph.dicom.marking.RecordText;
import org.skiagraph.domain.GenerationRecord;

/**
 * One value that two records have otherwise.
 *
 * @param what its path, "execution.threads"
 * @param recorded in the file, "" if it is not there
 * @param here now, "" if it is not there
 */
public record RecordDifference(String what, String recorded, String here) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether another picture was asked for, rather than the same on another machine. */
    public boolean isInput() {
        return what.startsWith("bundle.") || what.startsWith("inputs.");
    }

    static List<RecordDifference> between(GenerationRecord recorded, GenerationRecord here) {
        List<RecordDifference> differences = new ArrayList<>();
        collect("", tree(recorded), tree(here), differences);
        return differences;
    }

    private static void collect(String path, JsonNode one, JsonNode other, List<RecordDifference> differences) {
        if (one.isObject() && other.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.forEach(name ->
                    collect(path + (path.isEmpty() ? "" : ".") + name, one.path(name), other.path(name), differences));
        } else if (!isSame(one, other)) {
            differences.add(new RecordDifference(path, text(one), text(other)));
        }
    }

    /** 3 and 3.0 are the same number. */
    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.asDouble() == other.asDouble();
        }
        return one.equals(other);
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode()) {
            return "";
        }
        return node.isTextual() ? node.asText() : node.toString();
    }

    private static JsonNode tree(GenerationRecord record) {
        try {
            return JSON.readTree(RecordText.of(record));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that is no JSON", e);
        }
    }
}
