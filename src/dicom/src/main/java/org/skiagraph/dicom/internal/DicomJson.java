package org.skiagraph.dicom.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dataset in the DICOM JSON Model (PS3.18 Annex F), the form in which templates are kept and datasets are built here.
 * Tags are eight upper-case hex digits.
 */
public final class DicomJson {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode node;

    public DicomJson(ObjectNode node) {
        this.node = node;
    }

    public static DicomJson empty() {
        return new DicomJson(MAPPER.createObjectNode());
    }

    public ObjectNode node() {
        return node;
    }

    public boolean has(String tag) {
        return node.has(tag);
    }

    /** Sets texts; none makes the attribute empty. */
    public DicomJson texts(String tag, String vr, String... values) {
        ArrayNode array = attribute(tag, vr, values.length);
        for (String value : values) {
            if (vr.equals("PN")) {
                array.addObject().put("Alphabetic", value);
            } else if (value.isEmpty()) {
                array.addNull();
            } else {
                array.add(value);
            }
        }
        return this;
    }

    /** Sets whole numbers. */
    public DicomJson numbers(String tag, String vr, long... values) {
        ArrayNode array = attribute(tag, vr, values.length);
        for (long value : values) {
            array.add(value);
        }
        return this;
    }

    /** Sets a sequence. */
    public DicomJson items(String tag, DicomJson... items) {
        ArrayNode array = attribute(tag, "SQ", items.length);
        for (DicomJson item : items) {
            array.add(item.node);
        }
        return this;
    }

    /** Adds an item to a sequence, which is made if there is none. */
    public DicomJson addItem(String tag, DicomJson item) {
        if (node.path(tag).path("Value") instanceof ArrayNode existing) {
            existing.add(item.node);
            return this;
        }
        return items(tag, item);
    }

    private ArrayNode attribute(String tag, String vr, int length) {
        ObjectNode attribute = MAPPER.createObjectNode().put("vr", vr);
        node.set(tag, attribute);
        return length == 0 ? MAPPER.createArrayNode() : attribute.putArray("Value");
    }

    /** The values as texts; a person's name is its alphabetic form. */
    public List<String> texts(String tag) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : node.path(tag).path("Value")) {
            texts.add(value.isObject() ? value.path("Alphabetic").asText("") : value.isNull() ? "" : value.asText());
        }
        return texts;
    }

    /** The first value, if it is there and not empty. */
    public Optional<String> text(String tag) {
        return texts(tag).stream().findFirst().filter(text -> !text.isEmpty());
    }

    /** The items of a sequence. */
    public List<DicomJson> items(String tag) {
        List<DicomJson> items = new ArrayList<>();
        for (JsonNode value : node.path(tag).path("Value")) {
            if (value instanceof ObjectNode item) {
                items.add(new DicomJson(item));
            }
        }
        return items;
    }

    public DicomJson remove(String tag) {
        node.remove(tag);
        return this;
    }

    /** "(0010,0010)". */
    public static String readable(String tag) {
        return "(" + tag.substring(0, 4) + "," + tag.substring(4) + ")";
    }
}
