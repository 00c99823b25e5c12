package org.skiagraph.dicom.template.internal;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a template may leave for a run to fill in, and the value representations that each fits. */
public final class Placeholders {
    private static final Set<String> TEXT = Set.of("LO", "SH", "LT", "ST", "UT", "UC");
    private static final Map<String, Set<String>> FITTING = Map.ofEntries(
            Map.entry("patient.name", Set.of("PN")),
            Map.entry("patient.id", Set.of("LO")),
            Map.entry("patient.birthDate", Set.of("DA")),
            Map.entry("patient.sex", Set.of("CS")),
            Map.entry("patient.age", Set.of("AS")),
            Map.entry("study.instanceUid", Set.of("UI")),
            Map.entry("study.id", Set.of("SH", "LO")),
            Map.entry("study.date", Set.of("DA")),
            Map.entry("study.time", Set.of("TM")),
            Map.entry("study.accessionNumber", Set.of("SH")),
            Map.entry("study.description", TEXT),
            Map.entry("series.instanceUid", Set.of("UI")),
            Map.entry("series.number", Set.of("IS")),
            Map.entry("series.description", TEXT),
            Map.entry("frameOfReference.uid", Set.of("UI")),
            Map.entry("instance.sopInstanceUid", Set.of("UI")),
            Map.entry("instance.number", Set.of("IS")),
            Map.entry("instance.pixelSpacing", Set.of("DS")),
            Map.entry("instance.position", Set.of("DS")),
            Map.entry("instance.orientation", Set.of("DS")),
            Map.entry("instance.spacingBetweenSlices", Set.of("DS")),
            Map.entry("instance.sliceLocation", Set.of("DS")),
            Map.entry("instance.sliceThickness", Set.of("DS")));

    private Placeholders() {}

    /** Whether a value is a placeholder, "${...}", known or not. */
    public static boolean isOne(String value) {
        return value.startsWith("${") && value.endsWith("}");
    }

    /** "patient.name" of "${patient.name}". */
    public static String nameOf(String value) {
        return value.substring(2, value.length() - 1);
    }

    static Set<String> names() {
        return new TreeSet<>(FITTING.keySet());
    }

    static boolean isKnown(String name) {
        return FITTING.containsKey(name);
    }

    static boolean fits(String name, String vr) {
        return FITTING.get(name).contains(vr);
    }
}
