package org.skiagraph.dicom.template.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.Dictionary;
import org.skiagraph.dicom.template.Templates.Finding;

/** Finds everything that is wrong with a template. */
public final class TemplateChecker {
    /** Attributes that describe pixels or marking: we write them, a template must not. */
    private static final Set<String> OURS = Set.of(
            Tags.SPECIFIC_CHARACTER_SET,
            Tags.IMAGE_TYPE,
            Tags.SYNTHETIC_DATA,
            Tags.SAMPLES_PER_PIXEL,
            Tags.PHOTOMETRIC_INTERPRETATION,
            Tags.PLANAR_CONFIGURATION,
            Tags.ROWS,
            Tags.COLUMNS,
            Tags.BITS_ALLOCATED,
            Tags.BITS_STORED,
            Tags.HIGH_BIT,
            Tags.PIXEL_REPRESENTATION,
            Tags.WINDOW_CENTER,
            Tags.WINDOW_WIDTH,
            Tags.BURNED_IN_ANNOTATION,
            "7FE00010");

    private final List<Finding> findings = new ArrayList<>();

    private TemplateChecker() {}

    public static List<Finding> check(ObjectNode template) {
        TemplateChecker checker = new TemplateChecker();
        checker.dataset(template, "", 0);
        checker.object(new DicomJson(template));
        return List.copyOf(checker.findings);
    }

    private void dataset(ObjectNode dataset, String path, int depth) {
        for (Map.Entry<String, JsonNode> entry : dataset.properties()) {
            String tag = entry.getKey();
            if (depth == 0 && tag.equals(TemplateFile.TITLE)) {
                continue;
            }
            if (!tag.matches("[0-9A-F]{8}")) {
                add(path + tag, "this is no tag", "Write eight upper-case hexadecimal digits, as \"00080060\"");
            } else if (depth > 8) {
                add(path + tag, "sequences nest deeper than 8", "Flatten the template");
            } else {
                attribute(tag, entry.getValue(), path + DicomJson.readable(tag), depth);
            }
        }
    }

    private void attribute(String tag, JsonNode attribute, String where, int depth) {
        String vr = attribute.path("vr").asText("");
        Optional<String> expected = Dictionary.vrOf(tag);
        if (Integer.parseInt(tag.substring(0, 4), 16) % 2 == 1) {
            add(where, "private attributes are not taken over", "Remove it");
            return;
        }
        if (expected.isEmpty()) {
            add(where, "the data dictionary has no such attribute", "Check the tag");
            return;
        }
        if (!expected.get().equals(vr)) {
            add(where, "its VR is \"" + vr + "\"", "Write \"" + expected.get() + "\"");
            return;
        }
        if (OURS.contains(tag)) {
            add(where, Dictionary.keywordOf(tag) + " is written by Skiagraph", "Remove it");
            return;
        }
        for (JsonNode value : attribute.path("Value")) {
            value(vr, value, where, depth);
        }
    }

    private void value(String vr, JsonNode value, String where, int depth) {
        if (vr.equals("SQ")) {
            if (value instanceof ObjectNode item) {
                dataset(item, where + ".", depth + 1);
            } else {
                add(where, "an item of the sequence is no dataset", "Write an object");
            }
            return;
        }
        String text = value.isObject() ? value.path("Alphabetic").asText("") : value.asText("");
        if (!Placeholders.isOne(text)) {
            ValueRules.fault(vr, text).ifPresent(fault -> add(where, fault, "Write a value that fits VR " + vr));
            return;
        }
        String name = Placeholders.nameOf(text);
        if (!Placeholders.isKnown(name)) {
            add(where, "\"" + text + "\" is no placeholder", "Use one of " + Placeholders.names());
        } else if (!Placeholders.fits(name, vr)) {
            add(where, "\"" + text + "\" does not fit VR " + vr, "Put it where PS3.6 gives it a VR that fits");
        }
    }

    private void object(DicomJson template) {
        String sopClass = template.text(Tags.SOP_CLASS_UID).orElse("");
        Optional<Iod> iod = Iod.of(sopClass);
        if (iod.isEmpty()) {
            add(
                    DicomJson.readable(Tags.SOP_CLASS_UID),
                    "we do not write SOP class \"" + sopClass + "\"",
                    "Use one of " + Iod.known());
            return;
        }
        for (String tag : iod.get().type1()) {
            if (template.node().path(tag).path("Value").isEmpty()) {
                add(
                        DicomJson.readable(tag),
                        Dictionary.keywordOf(tag) + " is of type 1 in "
                                + iod.get().name() + ", and has no value",
                        "Add it with a value");
            }
        }
        for (String tag : iod.get().type2()) {
            if (!template.has(tag)) {
                add(
                        DicomJson.readable(tag),
                        Dictionary.keywordOf(tag) + " is of type 2 in "
                                + iod.get().name() + ", and is missing",
                        "Add it, if only empty");
            }
        }
        String modality = template.text(Tags.MODALITY).orElse("");
        if (!iod.get().modalities().isEmpty() && !iod.get().modalities().contains(modality)) {
            add(
                    DicomJson.readable(Tags.MODALITY),
                    "Modality is \"" + modality + "\"",
                    "Write one of " + iod.get().modalities());
        }
    }

    private void add(String where, String what, String remedy) {
        findings.add(new Finding(where, what, remedy));
    }
}
