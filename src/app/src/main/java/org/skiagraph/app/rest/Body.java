package org.skiagraph.app.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.skiagraph.app.studies.Suggestions;

/** A JSON object of a client's, read within bounds, of which every name must be known. */
final class Body {
    /** Of a whole request; a source, a mask and a few controls as PNG files. */
    static final int MOST_BYTES = 48 << 20;

    private static final int MOST_SMALL_BYTES = 64 << 10;
    private static final int DEEPEST = 8;
    private static final int LONGEST_NUMBER = 40;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(MOST_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Body() {}

    /** @throws Refusal if it is not one JSON object */
    static Fields read(byte[] bytes, List<String> known) {
        JsonNode node;
        try {
            node = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            // Its own message would quote what was sent.
            throw bad("body", "it is not JSON", "Send one JSON object, each name in it once");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return object("body", node, known);
    }

    /** The same of what is never large. */
    static Fields readSmall(byte[] bytes, List<String> known) {
        if (bytes.length > MOST_SMALL_BYTES) {
            throw new Refusal(Refusal.TOO_LARGE, "body", "it has over " + MOST_SMALL_BYTES + " bytes", "Send less");
        }
        return read(bytes, known);
    }

    /** @throws Refusal if it is no object, or has a name that is not known */
    static Fields object(String where, JsonNode node, List<String> known) {
        if (node == null || !node.isObject()) {
            throw bad(where, "it is not a JSON object", "Send an object with names such as " + known.get(0));
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw bad(
                        where.equals("body") ? name : where,
                        "there is no field '" + brief(name) + "'",
                        Suggestions.nearest(name, known)
                                .map(near -> "Did you mean '" + near + "'")
                                .orElse("Use some of " + String.join(", ", known)));
            }
        }
        return new Fields(where.equals("body") ? "" : where, node);
    }

    static Refusal bad(String where, String what, String remedy) {
        return new Refusal(Refusal.BAD_REQUEST, brief(where), what, remedy);
    }

    private static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
