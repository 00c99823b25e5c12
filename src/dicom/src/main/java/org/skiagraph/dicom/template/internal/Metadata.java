package org.skiagraph.dicom.template.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.Dictionary;
import org.skiagraph.dicom.template.Templates.Draft;
import org.skiagraph.domain.Rejected;

/** Turns a PACS's metadata of one instance into a template: keeps what is technical, drops and names everything else. */
public final class Metadata {
    private static final JsonNode RULES = rules();
    private static final Set<String> KEPT = texts(RULES.path("kept"));
    private static final Set<String> CODE = Set.of(Tags.CODE_VALUE, Tags.CODING_SCHEME_DESIGNATOR, Tags.CODE_MEANING);
    private static final Set<String> PUBLIC_SCHEMES = texts(RULES.path("publicSchemes"));

    private final List<String> dropped = new ArrayList<>();

    private Metadata() {}

    public static Draft toTemplate(JsonNode answer) {
        JsonNode first = answer.isArray() ? answer.path(0) : answer;
        if (!(first instanceof ObjectNode instance) || !instance.has(Tags.SOP_CLASS_UID)) {
            throw new Rejected(
                    "metadata",
                    "it holds no instance in the DICOM JSON Model",
                    "Save the PACS's answer to /studies/.../instances/.../metadata");
        }
        String sopClass = new DicomJson(instance).text(Tags.SOP_CLASS_UID).orElse("");
        Iod iod = Iod.of(sopClass)
                .orElseThrow(() -> new Rejected(
                        "metadata " + DicomJson.readable(Tags.SOP_CLASS_UID),
                        "we do not write SOP class \"" + sopClass.replaceAll("[^0-9.]", "?") + "\"",
                        "Take an instance of one of " + Iod.known()));
        return new Metadata().draft(instance, iod);
    }

    private Draft draft(ObjectNode instance, Iod iod) {
        ObjectNode kept = filtered(instance, "");
        RULES.path("filled")
                .properties()
                .forEach(entry -> fill(kept, entry.getKey(), entry.getValue().asText()));
        replaceGeometry(kept, iod);
        iod.type2().stream().filter(tag -> !kept.has(tag)).forEach(tag -> Dictionary.vrOf(tag)
                .ifPresent(vr -> new DicomJson(kept).texts(tag, vr)));
        ObjectNode template = DicomJson.MAPPER.createObjectNode();
        String modality = new DicomJson(kept).text(Tags.MODALITY).orElse("?");
        template.put(TemplateFile.TITLE, modality + ", made from a PACS's metadata");
        Map<String, JsonNode> sorted = new TreeMap<>();
        kept.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        sorted.forEach(template::set);
        return new Draft(template.toPrettyString() + "\n", List.copyOf(dropped), TemplateChecker.check(template));
    }

    private ObjectNode filtered(ObjectNode dataset, String path) {
        ObjectNode kept = DicomJson.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> entry : dataset.properties()) {
            String tag = entry.getKey();
            JsonNode attribute = entry.getValue();
            Optional<String> objection = objection(tag, attribute, path.isEmpty());
            if (objection.isPresent()) {
                dropped.add(path + describe(tag) + ": " + objection.get());
            } else if (attribute.path("vr").asText().equals("SQ")) {
                ObjectNode items = filteredItems(attribute, path + DicomJson.readable(tag));
                // Emptied by us it says less than nothing.
                if (items.has("Value") || attribute.path("Value").isEmpty()) {
                    kept.set(tag, items);
                }
            } else {
                kept.putObject(tag)
                        .<ObjectNode>set("vr", attribute.path("vr"))
                        .set("Value", DicomJson.MAPPER.createArrayNode().addAll(values(attribute)));
            }
        }
        return kept;
    }

    private static List<JsonNode> values(JsonNode attribute) {
        List<JsonNode> values = new ArrayList<>();
        attribute.path("Value").forEach(values::add);
        return values;
    }

    private static Optional<String> objection(String tag, JsonNode attribute, boolean top) {
        boolean strayCode = top && CODE.contains(tag);
        if (!KEPT.contains(tag) || strayCode) {
            return Optional.of(reason(tag));
        }
        if (attribute.has("BulkDataURI") || attribute.has("InlineBinary")) {
            return Optional.of("bulk data");
        }
        return Optional.empty();
    }

    private ObjectNode filteredItems(JsonNode sequence, String path) {
        DicomJson holder = DicomJson.empty();
        List<DicomJson> items = new ArrayList<>();
        int place = 0;
        for (JsonNode item : sequence.path("Value")) {
            String where = path + "[" + place++ + "]";
            if (item instanceof ObjectNode dataset && isOwnCode(dataset)) {
                dropped.add(where + ": a site's own code, whose meaning is free text");
            } else if (item instanceof ObjectNode dataset) {
                items.add(new DicomJson(filtered(dataset, where + ".")));
            }
        }
        holder.items("00000000", items.toArray(DicomJson[]::new));
        return (ObjectNode) holder.node().get("00000000");
    }

    /** A code of no public coding scheme: its meaning could be anything. */
    private static boolean isOwnCode(ObjectNode item) {
        String scheme = new DicomJson(item).text(Tags.CODING_SCHEME_DESIGNATOR).orElse("");
        return item.has(Tags.CODE_MEANING) && !PUBLIC_SCHEMES.contains(scheme);
    }

    private static void fill(ObjectNode kept, String tag, String placeholder) {
        Dictionary.vrOf(tag).ifPresent(vr -> new DicomJson(kept).texts(tag, vr, placeholder));
    }

    /** Where an image lies in a patient, and how large its pixels are, is each run's own. */
    private static void replaceGeometry(ObjectNode kept, Iod iod) {
        if (iod.spacing() == Iod.Spacing.IMAGER) {
            fill(kept, Tags.IMAGER_PIXEL_SPACING, "${instance.pixelSpacing}");
        } else if (iod.spacing() == Iod.Spacing.PIXEL) {
            fill(kept, Tags.PIXEL_SPACING, "${instance.pixelSpacing}");
            fill(kept, "00200032", "${instance.position}");
            fill(kept, "00200052", "${frameOfReference.uid}");
            fill(kept, "00201041", "${instance.sliceLocation}");
            fill(kept, "00180050", "${instance.sliceThickness}");
            if (kept.has("00180088")) {
                fill(kept, "00180088", "${instance.spacingBetweenSlices}");
            }
        }
    }

    private static String describe(String tag) {
        boolean valid = tag.matches("[0-9A-Fa-f]{8}");
        return valid ? (DicomJson.readable(tag) + " " + Dictionary.keywordOf(tag)).strip() : "a key that is no tag";
    }

    private static String reason(String tag) {
        if (RULES.path("filled").has(tag)) {
            return "identifies; each run fills in its own";
        }
        for (JsonNode prefix : RULES.path("person")) {
            if (tag.startsWith(prefix.asText())) {
                return "may identify a person";
            }
        }
        if (tag.startsWith("0028") || tag.startsWith("7FE0")) {
            return "describes pixels; Skiagraph writes its own";
        }
        boolean isPrivate = tag.matches("...[13579BDFbdf].*");
        return isPrivate ? "private, so its meaning is unknown" : "not on the list of technical attributes";
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private static JsonNode rules() {
        try (InputStream in = Metadata.class.getResourceAsStream("metadata-kept.json")) {
            return DicomJson.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
