package org.skiagraph.dicom.internal.toolkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.aoju.bus.image.galaxy.data.VR;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;

/** Between the DICOM JSON Model and the toolkit's datasets. Bulk data stays outside. */
final class Conversion {
    /** Eight digits, as the model writes tags (PS3.18 F.2.2). */
    private static final HexFormat KEY = HexFormat.of().withUpperCase();

    private Conversion() {}

    static Attributes toAttributes(ObjectNode dataset) {
        Attributes attributes = new Attributes();
        List<String> characterSet = new DicomJson(dataset).texts(Tags.SPECIFIC_CHARACTER_SET);
        if (!characterSet.isEmpty()) {
            // Before any text: the toolkit encodes texts when they are set.
            attributes.setSpecificCharacterSet(characterSet.toArray(String[]::new));
        }
        fill(attributes, dataset);
        return attributes;
    }

    private static void fill(Attributes attributes, ObjectNode dataset) {
        for (Map.Entry<String, JsonNode> entry : dataset.properties()) {
            int tag = Integer.parseUnsignedInt(entry.getKey(), 16);
            VR vr = VR.valueOf(entry.getValue().path("vr").asText());
            JsonNode values = entry.getValue().path("Value");
            if (vr == VR.SQ) {
                Sequence sequence = attributes.newSequence(tag, Math.max(1, values.size()));
                for (JsonNode item : values) {
                    Attributes nested = new Attributes();
                    sequence.add(nested);
                    fill(nested, (ObjectNode) item);
                }
            } else if (values.isEmpty()) {
                attributes.setNull(tag, vr);
            } else if (tag == Integer.parseUnsignedInt(Tags.PRIVATE_RECORD, 16)) {
                attributes.setBytes(tag, vr, values.get(0).asText().getBytes(StandardCharsets.US_ASCII));
            } else {
                set(attributes, tag, vr, values);
            }
        }
    }

    private static void set(Attributes attributes, int tag, VR vr, JsonNode values) {
        if (vr == VR.US || vr == VR.SS || vr == VR.UL || vr == VR.SL) {
            int[] numbers = new int[values.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (int) values.get(i).asLong();
            }
            attributes.setInt(tag, vr, numbers);
        } else if (vr == VR.AT) {
            int[] tags = new int[values.size()];
            for (int i = 0; i < tags.length; i++) {
                tags[i] = Integer.parseUnsignedInt(values.get(i).asText(), 16);
            }
            attributes.setInt(tag, vr, tags);
        } else if (vr == VR.FD || vr == VR.FL) {
            double[] numbers = new double[values.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = values.get(i).asDouble();
            }
            attributes.setDouble(tag, vr, numbers);
        } else {
            List<String> texts = new ArrayList<>();
            for (JsonNode value : values) {
                texts.add(
                        value.isObject() ? value.path("Alphabetic").asText("") : value.isNull() ? "" : value.asText());
            }
            attributes.setString(tag, vr, texts.toArray(String[]::new));
        }
    }

    /** Texts, numbers as texts, and sequences; bulk data is left out. */
    static DicomJson toJson(Attributes attributes) {
        DicomJson json = DicomJson.empty();
        for (int tag : attributes.tags()) {
            VR vr = attributes.getVR(tag);
            String key = KEY.toHexDigits(tag);
            if (vr == VR.SQ) {
                ObjectNode attribute = json.node().putObject(key).put("vr", "SQ");
                ArrayNode items = attribute.putArray("Value");
                Sequence sequence = attributes.getSequence(tag);
                if (sequence != null) {
                    sequence.forEach(item -> items.add(toJson(item).node()));
                }
            } else if (key.equals(Tags.SYNTHETIC_DATA)) {
                // Newer than the toolkit's dictionary: a file that came by way of Implicit VR has no VR for it.
                json.texts(key, "CS", new String(attributes.getSafeBytes(tag), StandardCharsets.US_ASCII).strip());
            } else if (key.equals(Tags.PRIVATE_RECORD) || key.equals(Tags.PRIVATE_SIGNATURE)) {
                json.texts(key, "UT", new String(attributes.getSafeBytes(tag), StandardCharsets.UTF_8).strip());
            } else if (vr == VR.UN && isOurs(key)) {
                // In implicit VR, and newer than the toolkit's dictionary.
                json.texts(key, "LO", new String(attributes.getSafeBytes(tag), StandardCharsets.UTF_8).strip());
            } else if (vr != VR.OB && vr != VR.OW && vr != VR.OF && vr != VR.OD && vr != VR.OL && vr != VR.UN) {
                String[] texts = attributes.getStrings(tag);
                json.texts(key, vr.name(), texts == null ? new String[0] : nonNull(texts));
            }
        }
        return json;
    }

    private static boolean isOurs(String tag) {
        return tag.equals(Tags.SYNTHETIC_DATA) || tag.startsWith(Tags.PRIVATE_CREATOR.substring(0, 4));
    }

    private static String[] nonNull(String[] texts) {
        String[] copies = texts.clone();
        for (int i = 0; i < copies.length; i++) {
            copies[i] = copies[i] == null ? "" : copies[i];
        }
        return copies;
    }
}
