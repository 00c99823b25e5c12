package org.skiagraph.dicom.template.internal;

import java.util.Map;
import java.util.Optional;
import org.skiagraph.dicom.dataset.SyntheticIdentities;

/** Attributes that say who or which one: a template leaves them to the run, so that no real identity gets into it. */
final class Identity {
    private static final Map<String, String> PLACEHOLDERS = Map.ofEntries(
            Map.entry("00080018", "${instance.sopInstanceUid}"),
            Map.entry("0020000D", "${study.instanceUid}"),
            Map.entry("0020000E", "${series.instanceUid}"),
            Map.entry("00200052", "${frameOfReference.uid}"),
            Map.entry("00100020", "${patient.id}"),
            Map.entry("00100030", "${patient.birthDate}"),
            Map.entry("00101010", "${patient.age}"),
            Map.entry("00080020", "${study.date}"),
            Map.entry("00080030", "${study.time}"),
            Map.entry("00080050", "${study.accessionNumber}"));

    private Identity() {}

    /** The placeholder that should stand in the place of a literal value, if one should. */
    static Optional<String> fault(String tag, String vr, String value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (vr.equals("PN")) {
            boolean invented = value.startsWith(SyntheticIdentities.FAMILY_NAME) && !tag.equals("00100010");
            return invented ? Optional.empty() : Optional.of("${patient.name}");
        }
        return Optional.ofNullable(PLACEHOLDERS.get(tag));
    }
}
