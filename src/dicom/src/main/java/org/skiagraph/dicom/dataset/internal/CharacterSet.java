package org.skiagraph.dicom.dataset.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;

/** Specific Character Set: none for ASCII, ISO_IR 192 (UTF-8) for everything else. */
public final class CharacterSet {
    private CharacterSet() {}

    public static void declare(DicomJson dataset) {
        if (isAscii(dataset.node())) {
            dataset.remove(Tags.SPECIFIC_CHARACTER_SET);
        } else {
            dataset.texts(Tags.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 192");
        }
    }

    private static boolean isAscii(JsonNode node) {
        if (node.isTextual()) {
            return StandardCharsets.US_ASCII.newEncoder().canEncode(node.asText());
        }
        for (JsonNode child : node) {
            if (!isAscii(child)) {
                return false;
            }
        }
        return true;
    }
}
