package org.skiagraph.dicom.dataset.internal;

import java.util.Set;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.Dictionary;
import org.skiagraph.dicom.template.internal.ValueRules;
import org.skiagraph.domain.Rejected;

/** What a worklist may say. Messages name attributes, and quote nothing. */
public final class OrderRules {
    private static final String REMEDY = "Correct the entry in the worklist";
    private static final Set<String> SEXES = Set.of("", "M", "F", "O");
    /** More than any of these attributes holds, so that no rule has to look at more. */
    private static final int LONGEST = 256;

    private static final char UNDECODABLE = '\uFFFD';

    private OrderRules() {}

    /** A value of the attribute's VR, or none. */
    public static void check(String tag, String value) {
        String vr = Dictionary.vrOf(tag).orElseThrow();
        boolean readable = value.length() <= LONGEST
                && value.indexOf(UNDECODABLE) < 0
                && value.codePoints().noneMatch(OrderRules::isNoCharacter);
        if (!readable || ValueRules.fault(vr, value).isPresent()) {
            throw fault(tag, "is no value of VR " + vr);
        }
    }

    /** The same, and there must be one. */
    public static void required(String tag, String value) {
        if (value.isBlank()) {
            throw fault(tag, "is missing");
        }
        check(tag, value);
    }

    /** Its terms are fixed (PS3.3 C.2.3). */
    public static void sex(String value) {
        if (!SEXES.contains(value)) {
            throw fault(Tags.PATIENT_SEX, "is none of M, F and O");
        }
    }

    /** Of a name's groups the first is the one that every system reads. */
    public static void alphabetic(String name) {
        if (name.startsWith("=")) {
            throw fault(Tags.PATIENT_NAME, "has no alphabetic group");
        }
    }

    /** @param marked the value with the word before it */
    public static void room(String tag, String marked) {
        if (ValueRules.fault(Dictionary.vrOf(tag).orElseThrow(), marked).isPresent()) {
            throw fault(tag, "leaves no room for the word SYNTHETIC before it");
        }
    }

    /** Something that is wrong with an attribute. */
    public static Rejected fault(String tag, String what) {
        return new Rejected("worklist", Dictionary.keywordOf(tag) + " " + DicomJson.readable(tag) + " " + what, REMEDY);
    }

    private static boolean isNoCharacter(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
