package org.skiagraph.dicom.template.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What values of a VR look like (PS3.5 table 6.2-1), and how JSON carries them (PS3.18 table F.2.3-1). */
public final class ValueRules {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    // One component group of a name: at most five components and 64 characters; three groups at most.
    private static final String NAME_GROUP = "(?=[^=]{0,64}(=|$))[^\\\\\\p{Cntrl}=^]*(\\^[^\\\\\\p{Cntrl}=^]*){0,4}";
    private static final Map<String, Pattern> FORMS = Map.ofEntries(
            Map.entry("AE", Pattern.compile("(?! +$)[\\x20-\\x5B\\x5D-\\x7E]{1,16}")),
            Map.entry("AS", Pattern.compile("\\d{3}[DWMY]")),
            Map.entry("AT", Pattern.compile("[0-9A-Fa-f]{8}")),
            Map.entry("CS", Pattern.compile("[A-Z0-9_ ]{0,16}")),
            Map.entry("DA", Pattern.compile("\\d{8}")),
            Map.entry("DS", Pattern.compile("(?=.{1,16}$)[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")),
            Map.entry("DT", Pattern.compile("\\d{4}(\\d{2}){0,5}(\\.\\d{1,6})?([+-]\\d{4})?")),
            Map.entry("IS", Pattern.compile("[+-]?\\d{1,11}")),
            Map.entry("TM", Pattern.compile("([01]\\d|2[0-3])([0-5]\\d(([0-5]\\d|60)(\\.\\d{1,6})?)?)?")),
            Map.entry("UI", Pattern.compile("(?=.{1,64}$)(0|[1-9]\\d*)(\\.(0|[1-9]\\d*))*")),
            Map.entry("UR", Pattern.compile("[\\x21-\\x5B\\x5D-\\x7E]*")),
            Map.entry("SH", Pattern.compile("[^\\\\\\p{Cntrl}]{0,16}")),
            Map.entry("LO", Pattern.compile("[^\\\\\\p{Cntrl}]{0,64}")),
            Map.entry("UC", Pattern.compile("[^\\\\\\p{Cntrl}]*")),
            Map.entry("ST", Pattern.compile("[\\P{Cntrl}\\r\\n\\f\\t]{0,1024}")),
            Map.entry("LT", Pattern.compile("[\\P{Cntrl}\\r\\n\\f\\t]{0,10240}")),
            Map.entry("UT", Pattern.compile("[\\P{Cntrl}\\r\\n\\f\\t]*")),
            Map.entry("PN", Pattern.compile(NAME_GROUP + "(=" + NAME_GROUP + "){0,2}")));
    private static final Map<String, long[]> RANGES = Map.of(
            "US", new long[] {0, 0xFFFF},
            "SS", new long[] {Short.MIN_VALUE, Short.MAX_VALUE},
            "UL", new long[] {0, 0xFFFFFFFFL},
            "SL", new long[] {Integer.MIN_VALUE, Integer.MAX_VALUE},
            "IS", new long[] {Integer.MIN_VALUE, Integer.MAX_VALUE});
    private static final Set<String> NUMBERS = Set.of("DS", "IS", "US", "SS", "UL", "SL", "FL", "FD");
    private static final Set<String> BINARY = Set.of("OB", "OW", "OF", "OD", "OL", "UN");

    private ValueRules() {}

    /** A JSON value as text, "" for null; empty if it is of a JSON type that the VR does not have. */
    static Optional<String> text(String vr, JsonNode value) {
        if (value.isNull()) {
            return Optional.of("");
        }
        if (vr.equals("PN") && value.isObject()) {
            return Optional.of(value.path("Alphabetic").asText(""));
        }
        boolean fits = !BINARY.contains(vr) && (value.isTextual() || (value.isNumber() && NUMBERS.contains(vr)));
        return fits && !vr.equals("PN") ? Optional.of(value.asText()) : Optional.empty();
    }

    /** What is wrong with a value, if anything is. An empty value is an absent one. */
    public static Optional<String> fault(String vr, String value) {
        if (value.isEmpty() || (hasForm(vr, value) && inRange(vr, value))) {
            return Optional.empty();
        }
        String shown = value.length() <= 40 ? value : value.substring(0, 40) + "...";
        return Optional.of("\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\" is no value of VR " + vr);
    }

    private static boolean hasForm(String vr, String value) {
        Pattern form = FORMS.get(vr);
        return form == null || form.matcher(value).matches();
    }

    private static boolean inRange(String vr, String value) {
        try {
            long[] range = RANGES.get(vr);
            if (range != null) {
                long number = Long.parseLong(value);
                return range[0] <= number && number <= range[1];
            }
            if (vr.equals("DA")) {
                return LocalDate.parse(value, DATE).getYear() >= 0;
            }
            return (!vr.equals("FL") && !vr.equals("FD")) || Double.isFinite(Double.parseDouble(value));
        } catch (NumberFormatException | DateTimeException e) {
            return false;
        }
    }
}
