package org.skiagraph.dicom.dataset.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skiagraph.dicom.dataset.Geometry;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.PlannedImage;
import org.skiagraph.dicom.dataset.StudyPlan.Series;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.marking.Marking;
import org.skiagraph.dicom.template.internal.Iod;
import org.skiagraph.dicom.template.internal.Placeholders;
import org.skiagraph.dicom.template.internal.TemplateFile;
import org.skiagraph.domain.Rejected;

/** A template's dataset with every placeholder replaced by what the plan says. */
public final class Filling {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

    /** Image Orientation (Patient), PS3.3 C.7.6.2.1.1. */
    static final String[] AXIAL = {"1", "0", "0", "0", "1", "0"};

    private final Map<String, List<String>> values = new HashMap<>();

    private Filling(StudyPlan plan, Series series, PlannedImage image) {
        put("patient.name", plan.patient().name());
        put("patient.id", plan.patient().id());
        put("patient.birthDate", plan.patient().birthDate());
        put("patient.sex", plan.patient().sex());
        put("patient.age", plan.patient().age());
        StudyPlan.Study study = plan.study();
        put("study.instanceUid", study.studyInstanceUid());
        put("study.id", study.studyId());
        put("study.date", study.time().format(DATE));
        put("study.time", study.time().format(TIME));
        put("study.accessionNumber", study.accessionNumber());
        put("study.description", Marking.description(study.description()));
        put("series.instanceUid", series.seriesInstanceUid());
        put("series.number", Integer.toString(series.number()));
        put("series.description", Marking.description(study.description()));
        put("frameOfReference.uid", series.frameOfReferenceUid());
        put("instance.sopInstanceUid", image.sopInstanceUid());
        put("instance.number", Integer.toString(image.instanceNumber()));
        image.geometry().ifPresent(this::geometry);
    }

    private void geometry(Geometry geometry) {
        String z = decimal(geometry.position().z());
        String thickness = decimal(geometry.sliceSpacing());
        put("instance.pixelSpacing", decimal(geometry.rowSpacing()), decimal(geometry.columnSpacing()));
        put(
                "instance.position",
                decimal(geometry.position().x()),
                decimal(geometry.position().y()),
                z);
        put("instance.orientation", AXIAL);
        put("instance.sliceLocation", z);
        put("instance.sliceThickness", thickness);
        put("instance.spacingBetweenSlices", thickness);
    }

    private void put(String name, String... texts) {
        values.put(name, List.of(texts));
    }

    /** A number as a DS of at most 16 characters. */
    static String decimal(double value) {
        String text = new java.math.BigDecimal(value)
                .round(new java.math.MathContext(10))
                .stripTrailingZeros()
                .toPlainString();
        return text.length() <= 16 ? text : Float.toString((float) value);
    }

    /** Fills in. An attribute whose placeholder has no value is left out where the IOD lets it be missing. */
    public static DicomJson fill(StudyPlan plan, Series series, PlannedImage image, Iod iod) {
        ObjectNode dataset = PlanChecks.templateOf(plan);
        dataset.remove(TemplateFile.OWN_KEYS);
        Filling filling = new Filling(plan, series, image);
        List<String> unknown = new ArrayList<>();
        dataset.properties().forEach(entry -> {
            if (filling.isUnknown(entry.getValue()) && !iod.type1().contains(entry.getKey())) {
                unknown.add(entry.getKey());
            }
        });
        for (String tag : unknown) {
            if (iod.type2().contains(tag)) {
                ((ObjectNode) dataset.get(tag)).remove("Value");
            } else {
                dataset.remove(tag);
            }
        }
        filling.fill(dataset);
        DicomJson filled = new DicomJson(dataset);
        plan.order().ifPresent(order -> OrderAttributes.apply(filled, order));
        return filled;
    }

    private boolean isUnknown(JsonNode attribute) {
        String first = attribute.path("Value").path(0).asText("");
        return Placeholders.isOne(first) && !values.containsKey(Placeholders.nameOf(first));
    }

    private void fill(ObjectNode dataset) {
        for (Map.Entry<String, JsonNode> entry : dataset.properties()) {
            if (entry.getValue().path("Value") instanceof ArrayNode array) {
                fill(entry.getKey(), (ObjectNode) entry.getValue(), array);
            }
        }
    }

    private void fill(String tag, ObjectNode attribute, ArrayNode array) {
        boolean name = attribute.path("vr").asText().equals("PN");
        ArrayNode filled = DicomJson.MAPPER.createArrayNode();
        for (JsonNode value : array) {
            if (value instanceof ObjectNode item && !name) {
                fill(item);
                filled.add(item);
                continue;
            }
            String text = name ? value.path("Alphabetic").asText("") : value.asText("");
            if (!Placeholders.isOne(text)) {
                filled.add(value);
                continue;
            }
            for (String replacement : replacement(tag, Placeholders.nameOf(text))) {
                if (name) {
                    filled.addObject().put("Alphabetic", replacement);
                } else if (!replacement.isEmpty()) {
                    filled.add(replacement);
                }
            }
        }
        if (filled.isEmpty()) {
            attribute.remove("Value");
        } else {
            attribute.set("Value", filled);
        }
    }

    private List<String> replacement(String tag, String placeholder) {
        List<String> given = values.get(placeholder);
        if (given == null) {
            throw new Rejected(
                    "template " + DicomJson.readable(tag),
                    "it wants " + placeholder + ", but the model does not say how large its field of view is",
                    "Write image.fieldOfViewMm (for a volume image.axes and image.voxelSpacingMm) into the bundle's"
                            + " bundle.yaml, or use the template sc for pictures");
        }
        return given;
    }
}
