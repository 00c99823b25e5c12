package org.skiagraph.dicom.template.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        return new Metadata().draft(instance);
    }

    private Draft draft(ObjectNode instance) {
        ObjectNode kept = filtered(instance, "");
        RULES.path("filled")
                .properties()
                .forEach(entry -> fill(kept, entry.getKey(), entry.getValue().asText()));
        replaceGeometry(kept);
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
            if (!KEPT.contains(tag)) {
                dropped.add(path + describe(tag) + ": " + reason(tag));
            } else if (entry.getValue().path("vr").asText().equals("SQ")) {
                kept.set(tag, filteredItems(entry.getValue(), path + DicomJson.readable(tag) + "."));
            } else {
                kept.set(tag, entry.getValue().deepCopy());
            }
        }
        return kept;
    }

    private ObjectNode filteredItems(JsonNode sequence, String path) {
        DicomJson holder = DicomJson.empty();
        List<DicomJson> items = new ArrayList<>();
        for (JsonNode item : sequence.path("Value")) {
            if (item instanceof ObjectNode dataset) {
                items.add(new DicomJson(filtered(dataset, path)));
            }
        }
        holder.items("00000000", items.toArray(DicomJson[]::new));
        return (ObjectNode) holder.node().get("00000000");
    }

    private static void fill(ObjectNode kept, String tag, String placeholder) {
        Dictionary.vrOf(tag).ifPresent(vr -> new DicomJson(kept).texts(tag, vr, placeholder));
    }

    /** Where an image lies in a patient, and how large its pixels are, is each run's own. */
    private static void replaceGeometry(ObjectNode kept) {
        String sopClass = new DicomJson(kept).text(Tags.SOP_CLASS_UID).orElse("");
        Iod.of(sopClass).ifPresent(iod -> {
            if (iod.spacing() == Iod.Spacing.IMAGER) {
                fill(kept, Tags.IMAGER_PIXEL_SPACING, "${instance.pixelSpacing}");
            } else if (iod.spacing() == Iod.Spacing.PIXEL) {
                fill(kept, Tags.PIXEL_SPACING, "${instance.pixelSpacing}");
                fill(kept, "00200032", "${instance.position}");
                fill(kept, "00200052", "${frameOfReference.uid}");
                fill(kept, "00201041", "${instance.sliceLocation}");
                fill(kept, "00180050", "${instance.sliceThickness}");
            }
        });
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
