package org.skiagraph.dicom.template.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.Dictionary;
import org.skiagraph.dicom.template.Templates.Finding;

/** Whether a template has what its SOP class asks for (PS3.3 Annex A), items of sequences included. */
final class IodChecker {
    private final Iod iod;
    private final List<Finding> findings = new ArrayList<>();

    private IodChecker(Iod iod) {
        this.iod = iod;
    }

    static List<Finding> check(ObjectNode template) {
        DicomJson dataset = new DicomJson(template);
        String sopClass = dataset.text(Tags.SOP_CLASS_UID).orElse("");
        return Iod.of(sopClass)
                .map(iod -> new IodChecker(iod).object(dataset))
                .orElseGet(() -> List.of(new Finding(
                        DicomJson.readable(Tags.SOP_CLASS_UID),
                        "we do not write SOP class \"" + sopClass + "\"",
                        "Use one of " + Iod.known())));
    }

    private List<Finding> object(DicomJson dataset) {
        required(dataset, "", iod.name(), iod.type1(), iod.type2());
        conditions(dataset);
        terms(dataset);
        colour(dataset.node());
        items(dataset, "");
        return findings;
    }

    private void required(DicomJson dataset, String path, String of, List<String> type1, List<String> type2) {
        for (String tag : type1) {
            if (!hasValue(dataset, tag)) {
                add(
                        path + DicomJson.readable(tag),
                        Dictionary.keywordOf(tag) + " is of type 1 in " + of + ", and has no value",
                        "Add it with a value");
            }
        }
        for (String tag : type2) {
            if (!dataset.has(tag)) {
                add(
                        path + DicomJson.readable(tag),
                        Dictionary.keywordOf(tag) + " is of type 2 in " + of + ", and is missing",
                        "Add it, if only empty");
            }
        }
    }

    private void conditions(DicomJson dataset) {
        List<String> empty = new ArrayList<>(iod.notEmpty());
        iod.notEmptyIf().forEach((tag, other) -> {
            if (hasValue(dataset, other)) {
                empty.add(tag);
            }
        });
        empty.removeIf(tag -> !dataset.has(tag) || hasValue(dataset, tag));
        for (String tag : empty) {
            add(
                    DicomJson.readable(tag),
                    Dictionary.keywordOf(tag) + " may not be empty here",
                    "Give it a value, or remove it where it is not required");
        }
        boolean any = iod.anyOf().stream()
                .anyMatch(rule -> rule.endsWith("!") ? hasValue(dataset, rule.substring(0, 8)) : dataset.has(rule));
        if (!any) {
            List<String> names = iod.anyOf().stream()
                    .map(rule -> Dictionary.keywordOf(rule.substring(0, 8)))
                    .toList();
            add(
                    DicomJson.readable(iod.anyOf().get(0).substring(0, 8)),
                    "none of " + names + " says what body part it is, or which side",
                    "Add one of them");
        }
    }

    private static boolean hasValue(DicomJson dataset, String tag) {
        return !dataset.items(tag).isEmpty() || dataset.texts(tag).stream().anyMatch(text -> !text.isEmpty());
    }

    /** Enumerated values; Modality is one of them. */
    private void terms(DicomJson dataset) {
        iod.terms().forEach((tag, allowed) -> {
            String value = dataset.text(tag).orElse("");
            if (!value.isEmpty() && !allowed.contains(value)) {
                add(
                        DicomJson.readable(tag),
                        Dictionary.keywordOf(tag) + " is \"" + value + "\"",
                        "Write one of " + allowed);
            }
        });
    }

    private void colour(ObjectNode template) {
        boolean wanted = template.path(TemplateFile.COLOUR).asBoolean(false);
        if (template.has(TemplateFile.COLOUR) && wanted != iod.colour() && !iod.colourAllowed()) {
            add(TemplateFile.COLOUR, iod.name() + " leaves no choice of colour", "Remove it");
        }
    }

    private void items(DicomJson dataset, String path) {
        dataset.node().fieldNames().forEachRemaining(tag -> {
            List<DicomJson> items = dataset.items(tag);
            boolean sequence = dataset.node().path(tag).path("vr").asText().equals("SQ");
            for (int i = 0; sequence && i < items.size(); i++) {
                item(items.get(i), tag, path + DicomJson.readable(tag) + "[" + i + "].");
            }
        });
    }

    private void item(DicomJson item, String sequence, String path) {
        Iod.Items rules = iod.itemRules(sequence, item);
        required(item, path, Dictionary.keywordOf(sequence), rules.type1(), rules.type2());
        items(item, path);
    }

    private void add(String where, String what, String remedy) {
        findings.add(new Finding(where, what, remedy));
    }
}
