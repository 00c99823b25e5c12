package org.skiagraph.dicom.template.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.dicom.internal.DicomJson;

/**
 * What an information object definition (PS3.3 Annex A) asks for, as far as templates and pixels are concerned.
 *
 * @param colour whether its pixels are RGB
 * @param colourAllowed whether a template may choose colour
 * @param spacing which attribute gives the pixel spacing
 * @param intensity whether Pixel Intensity Relationship and its sign are due
 * @param hounsfield whether stored values are rescaled to Hounsfield units
 * @param bits what it lets be stored
 * @param imageTypeValue3 the third value of Image Type, if the IOD wants one; may be ""
 * @param type1 attributes that must be there with a value
 * @param type2 attributes that must be there, if only empty
 * @param notEmpty attributes that must have a value if they are there
 * @param notEmptyIf the same, by tag, if the attribute named beside it has a value
 * @param anyOf of which one must be there, or where it ends in "!" have a value
 * @param terms the values that attributes may have, by tag
 * @param items what the items of sequences must hold, by the sequence's tag
 */
public record Iod(
        String sopClassUid,
        String name,
        boolean colour,
        boolean colourAllowed,
        Spacing spacing,
        boolean intensity,
        boolean hounsfield,
        Bits bits,
        Optional<String> imageTypeValue3,
        List<String> type1,
        List<String> type2,
        List<String> notEmpty,
        Map<String, String> notEmptyIf,
        List<String> anyOf,
        Map<String, List<String>> terms,
        Map<String, Items> items) {

    /**
     * Grey samples.
     *
     * @param allocated 16 if that is the only choice, else 8
     * @param least Bits Stored, at least
     */
    public record Bits(int allocated, int least) {}

    /** What an item of a sequence must hold. */
    public record Items(List<String> type1, List<String> type2) {
        private static final Items ANYTHING = new Items(List.of(), List.of());

        private static Items of(JsonNode node) {
            return new Items(texts(node.path("type1")), texts(node.path("type2")));
        }
    }

    /** Where the pixel spacing goes. */
    public enum Spacing {
        IMAGER,
        PIXEL,
        NONE
    }

    private static final JsonNode TABLES = tables();
    private static final Items CODE = Items.of(TABLES.path("code"));
    private static final Map<String, Iod> ALL = all();

    /** The IOD of a SOP class, if we write it. */
    public static Optional<Iod> of(String sopClassUid) {
        return Optional.ofNullable(ALL.get(sopClassUid));
    }

    static List<String> known() {
        return ALL.values().stream()
                .map(iod -> iod.sopClassUid() + " " + iod.name())
                .toList();
    }

    /** What an item must hold: what the sequence says, and all of a code where there is part of one (PS3.3 8.8). */
    Items itemRules(String sequence, DicomJson item) {
        if (items.containsKey(sequence)) {
            return items.get(sequence);
        }
        return CODE.type1().stream().anyMatch(item::has) ? CODE : Items.ANYTHING;
    }

    private static JsonNode tables() {
        try (InputStream in = Iod.class.getResourceAsStream("iods.json")) {
            return DicomJson.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Iod> all() {
        Map<String, Iod> all = new LinkedHashMap<>();
        TABLES.path("iods")
                .properties()
                .forEach(entry -> all.put(entry.getKey(), one(entry.getKey(), entry.getValue())));
        return all;
    }

    private static Iod one(String uid, JsonNode node) {
        Spacing spacing =
                switch (node.path("spacing").asText()) {
                    case "imager" -> Spacing.IMAGER;
                    case "pixel" -> Spacing.PIXEL;
                    default -> Spacing.NONE;
                };
        Map<String, List<String>> terms = new LinkedHashMap<>();
        node.path("terms").properties().forEach(entry -> terms.put(entry.getKey(), texts(entry.getValue())));
        Map<String, String> notEmptyIf = new LinkedHashMap<>();
        TABLES.path("common")
                .path("notEmptyIf")
                .properties()
                .forEach(
                        entry -> notEmptyIf.put(entry.getKey(), entry.getValue().asText()));
        Map<String, Items> items = new LinkedHashMap<>();
        for (JsonNode table : List.of(TABLES.path("sequences"), node.path("sequences"))) {
            table.properties().forEach(entry -> items.put(entry.getKey(), Items.of(entry.getValue())));
        }
        return new Iod(
                uid,
                node.path("name").asText(),
                node.path("colour").asBoolean(),
                node.path("colourAllowed").asBoolean(),
                spacing,
                node.path("intensity").asBoolean(),
                node.path("hounsfield").asBoolean(),
                new Bits(node.path("allocated").asInt(8), node.path("leastBits").asInt(8)),
                node.has("type3") ? Optional.of(node.path("type3").asText()) : Optional.empty(),
                both(TABLES.path("common").path("type1"), node.path("type1")),
                both(TABLES.path("common").path("type2"), node.path("type2")),
                texts(node.path("notEmpty")),
                notEmptyIf,
                texts(TABLES.path("common").path("anyOf")),
                terms,
                items);
    }

    private static List<String> both(JsonNode common, JsonNode own) {
        List<String> both = new ArrayList<>(texts(common));
        both.addAll(texts(own));
        return List.copyOf(both);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(value -> texts.add(value.asText()));
        return List.copyOf(texts);
    }
}
