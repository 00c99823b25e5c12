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
 * @param modalities that its series may have; any if empty
 * @param colour whether its pixels are RGB
 * @param spacing which attribute gives the pixel spacing
 * @param intensity whether Pixel Intensity Relationship and its sign are due
 * @param hounsfield whether stored values are rescaled to Hounsfield units
 * @param imageTypeValue3 the third value of Image Type, if the IOD wants one; may be ""
 * @param type1 attributes that must be there with a value
 * @param type2 attributes that must be there, if only empty
 */
public record Iod(
        String sopClassUid,
        String name,
        List<String> modalities,
        boolean colour,
        Spacing spacing,
        boolean intensity,
        boolean hounsfield,
        Optional<String> imageTypeValue3,
        List<String> type1,
        List<String> type2) {

    /** Where the pixel spacing goes. */
    public enum Spacing {
        IMAGER,
        PIXEL,
        NONE
    }

    private static final Map<String, Iod> ALL = read();

    /** The IOD of a SOP class, if we write it. */
    public static Optional<Iod> of(String sopClassUid) {
        return Optional.ofNullable(ALL.get(sopClassUid));
    }

    static List<String> known() {
        return ALL.values().stream()
                .map(iod -> iod.sopClassUid() + " " + iod.name())
                .toList();
    }

    private static Map<String, Iod> read() {
        try (InputStream in = Iod.class.getResourceAsStream("iods.json")) {
            Map<String, Iod> all = new LinkedHashMap<>();
            DicomJson.MAPPER
                    .readTree(in)
                    .properties()
                    .forEach(entry -> all.put(entry.getKey(), one(entry.getKey(), entry.getValue())));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iod one(String uid, JsonNode node) {
        Spacing spacing =
                switch (node.path("spacing").asText()) {
                    case "imager" -> Spacing.IMAGER;
                    case "pixel" -> Spacing.PIXEL;
                    default -> Spacing.NONE;
                };
        return new Iod(
                uid,
                node.path("name").asText(),
                texts(node.path("modalities")),
                node.path("colour").asBoolean(),
                spacing,
                node.path("intensity").asBoolean(),
                node.path("hounsfield").asBoolean(),
                node.has("type3") ? Optional.of(node.path("type3").asText()) : Optional.empty(),
                texts(node.path("type1")),
                texts(node.path("type2")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(value -> texts.add(value.asText()));
        return List.copyOf(texts);
    }
}
