package org.skiagraph.dicom.template.internal;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What values of a VR look like (PS3.5 table 6.2-1). */
public final class ValueRules {
    private static final Map<String, Pattern> FORMS = Map.ofEntries(
            Map.entry("AE", Pattern.compile("[\\x20-\\x5B\\x5D-\\x7E]{1,16}")),
            Map.entry("AS", Pattern.compile("\\d{3}[DWMY]")),
            Map.entry("CS", Pattern.compile("[A-Z0-9_ ]{0,16}")),
            Map.entry("DA", Pattern.compile("\\d{8}")),
            Map.entry("DS", Pattern.compile("(?=.{1,16}$)[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")),
            Map.entry("IS", Pattern.compile("[+-]?\\d{1,11}")),
            Map.entry("TM", Pattern.compile("\\d{2}(\\d{2}(\\d{2}(\\.\\d{1,6})?)?)?")),
            Map.entry("UI", Pattern.compile("(?=.{1,64}$)(0|[1-9]\\d*)(\\.(0|[1-9]\\d*))*")),
            Map.entry("SH", Pattern.compile("[^\\\\\\p{Cntrl}]{0,16}")),
            Map.entry("LO", Pattern.compile("[^\\\\\\p{Cntrl}]{0,64}")),
            Map.entry("PN", Pattern.compile("[^\\\\\\p{Cntrl}]{0,194}")));

    private ValueRules() {}

    /** What is wrong with a value, if anything is. An empty value is an absent one. */
    public static Optional<String> fault(String vr, String value) {
        Pattern form = FORMS.get(vr);
        if (value.isEmpty() || form == null || form.matcher(value).matches()) {
            return Optional.empty();
        }
        String shown = value.length() <= 40 ? value : value.substring(0, 40) + "...";
        return Optional.of("\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\" is no value of VR " + vr);
    }
}
