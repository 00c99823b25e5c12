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

/** Finds everything that is wrong with a template: first attribute by attribute, then as an object of its SOP class. */
public final class TemplateChecker {
    private static final int DEEPEST = 8;

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
            Tags.RESCALE_INTERCEPT,
            Tags.RESCALE_SLOPE,
            Tags.LOSSY_IMAGE_COMPRESSION,
            Tags.BURNED_IN_ANNOTATION);

    private final List<Finding> findings = new ArrayList<>();

    private TemplateChecker() {}

    public static List<Finding> check(ObjectNode template) {
        TemplateChecker checker = new TemplateChecker();
        checker.dataset(template, "", 0);
        checker.findings.addAll(IodChecker.check(template));
        return List.copyOf(checker.findings);
    }

    private void dataset(ObjectNode dataset, String path, int depth) {
        for (Map.Entry<String, JsonNode> entry : dataset.properties()) {
            String tag = entry.getKey();
            if (depth == 0 && TemplateFile.OWN_KEYS.contains(tag)) {
                continue;
            }
            if (!tag.matches("[0-9A-F]{8}")) {
                add(path + tag, "this is no tag", "Write eight upper-case hexadecimal digits, as \"00080060\"");
            } else if (depth > DEEPEST) {
                add(path + tag, "sequences nest deeper than " + DEEPEST, "Flatten the template");
            } else {
                attribute(tag, entry.getValue(), path + DicomJson.readable(tag), depth);
            }
        }
    }

    private void attribute(String tag, JsonNode attribute, String where, int depth) {
        Optional<Finding> unusable = unusable(tag, attribute, where);
        if (unusable.isPresent()) {
            findings.add(unusable.get());
            return;
        }
        String vr = attribute.path("vr").asText();
        JsonNode values = attribute.path("Value");
        for (int i = 0; i < values.size(); i++) {
            if (!vr.equals("SQ")) {
                value(tag, vr, values.get(i), where);
            } else if (values.get(i) instanceof ObjectNode item) {
                dataset(item, where + "[" + i + "].", depth + 1);
            } else {
                add(where, "item " + i + " of the sequence is no dataset", "Write an object");
            }
        }
    }

    /** What makes it pointless to look at the values. */
    private static Optional<Finding> unusable(String tag, JsonNode attribute, String where) {
        if (Integer.parseInt(tag.substring(0, 4), 16) % 2 == 1) {
            return finding(where, "private attributes are not taken over", "Remove it");
        }
        if (tag.startsWith("0002") || tag.compareTo("60000000") >= 0) {
            return finding(where, "file meta information, overlays and pixels are written by Skiagraph", "Remove it");
        }
        if (OURS.contains(tag)) {
            return finding(where, Dictionary.keywordOf(tag) + " is written by Skiagraph", "Remove it");
        }
        Optional<String> expected = Dictionary.vrOf(tag);
        if (expected.isEmpty()) {
            return finding(where, "the data dictionary has no such attribute", "Check the tag");
        }
        String vr = attribute.path("vr").asText("");
        if (!expected.get().equals(vr)) {
            return finding(where, "its VR is \"" + vr + "\"", "Write \"" + expected.get() + "\"");
        }
        for (Map.Entry<String, JsonNode> member : attribute.properties()) {
            boolean known = member.getKey().equals("vr") || member.getKey().equals("Value");
            if (!known || (member.getKey().equals("Value") && !member.getValue().isArray())) {
                return finding(
                        where,
                        "\"" + member.getKey() + "\" is not what an attribute of a template may hold",
                        "Write {\"vr\": \"" + vr + "\", \"Value\": [...]}");
            }
        }
        return Optional.empty();
    }

    private void value(String tag, String vr, JsonNode value, String where) {
        Optional<String> text = ValueRules.text(vr, value);
        if (text.isEmpty()) {
            add(where, "a value has the wrong JSON type for VR " + vr, "Write it as in PS3.18 table F.2.3-1");
            return;
        }
        if (!Placeholders.isOne(text.get())) {
            ValueRules.fault(vr, text.get())
                    .ifPresent(fault -> add(where, fault, "Write a value that fits VR " + vr + " (PS3.5 6.2)"));
            Identity.fault(tag, vr, text.get())
                    .ifPresent(placeholder -> add(
                            where,
                            Dictionary.keywordOf(tag) + " would be the same in every study, and might be somebody's",
                            "Write \"" + placeholder + "\""));
            return;
        }
        String name = Placeholders.nameOf(text.get());
        if (!Placeholders.isKnown(name)) {
            add(where, "\"" + text.get() + "\" is no placeholder", "Use one of " + Placeholders.names());
        } else if (!Placeholders.fits(name, vr)) {
            add(where, "\"" + text.get() + "\" does not fit VR " + vr, "Put it where PS3.6 gives it a VR that fits");
        }
    }

    private void add(String where, String what, String remedy) {
        findings.add(new Finding(where, what, remedy));
    }

    private static Optional<Finding> finding(String where, String what, String remedy) {
        return Optional.of(new Finding(where, what, remedy));
    }
}
