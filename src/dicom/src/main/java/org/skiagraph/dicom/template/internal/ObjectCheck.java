package org.skiagraph.dicom.template.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.dicom.internal.DicomJson;

/** A written dataset beside the rules that templates are checked by. */
public final class ObjectCheck {
    private ObjectCheck() {}

    /** Whether we write this SOP class, and so know what it asks for. */
    public static boolean knows(String sopClassUid) {
        return Iod.of(sopClassUid).isPresent();
    }

    /** What is missing in its IOD (PS3.3 Annex A), and values that are none of their VR (PS3.5 6.2). */
    public static List<String> faults(DicomJson dataset) {
        List<String> faults = new ArrayList<>();
        IodChecker.check(dataset.node()).forEach(finding -> faults.add(finding.where() + ": " + finding.what()));
        values(dataset.node(), "", faults);
        return faults;
    }

    private static void values(ObjectNode dataset, String path, List<String> faults) {
        dataset.properties().forEach(entry -> {
            String vr = entry.getValue().path("vr").asText();
            String where = path + DicomJson.readable(entry.getKey());
            for (JsonNode value : entry.getValue().path("Value")) {
                if (vr.equals("SQ") && value instanceof ObjectNode item) {
                    values(item, where + ".", faults);
                } else {
                    ValueRules.text(vr, value)
                            .flatMap(text -> ValueRules.fault(vr, text))
                            .ifPresent(fault -> faults.add(where + ": it is no value of VR " + vr));
                }
            }
        });
    }
}
