package org.skiagraph.dicom.segmentation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/**
 * Findings that a segment may be called by, in SNOMED CT. Other words are a {@link #LESION}: a code is never guessed. Category
 * of all of them is (49755003, SCT, "Morphologically Altered Structure") of CID 7150.
 */
public enum FindingCode {
    LESION("52988006", "Lesion"),
    NODULE("27925004", "Nodule"),
    MASS("4147007", "Mass"),
    NEOPLASM("108369006", "Neoplasm", "tumor", "tumour"),
    PLEURAL_EFFUSION("60046008", "Pleural effusion", "effusion"),
    PNEUMOTHORAX("36118008", "Pneumothorax"),
    PULMONARY_EDEMA("19242006", "Pulmonary edema", "pulmonary oedema"),
    EDEMA("79654002", "Edema", "oedema"),
    HEMORRHAGE("50960005", "Hemorrhage", "haemorrhage", "bleeding"),
    NECROSIS("6574001", "Necrosis"),
    ULCER("56208002", "Ulcer"),
    SCAR("12402003", "Scar tissue", "scar");

    private final String value;
    private final String meaning;
    private final String otherWords;

    FindingCode(String value, String meaning, String... otherWords) {
        this.value = value;
        this.meaning = meaning;
        this.otherWords = String.join(",", otherWords);
    }

    /** Code Value (0008,0100). */
    public String value() {
        return value;
    }

    /** Code Meaning (0008,0104). */
    public String meaning() {
        return meaning;
    }

    /** The finding that is spoken of, "large left pleural effusion" as well as "effusion"; the longest name counts. */
    public static FindingCode in(String text) {
        String spoken = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ") + " ";
        return Arrays.stream(values())
                .filter(code -> code.longestIn(spoken) > 0)
                .max(Comparator.comparingInt(code -> code.longestIn(spoken)))
                .orElse(LESION);
    }

    private int longestIn(String spoken) {
        int longest = spoken.contains(" " + meaning.toLowerCase(Locale.ROOT) + " ") ? meaning.length() : 0;
        for (String word : otherWords.split(",", -1)) {
            longest = !word.isEmpty() && spoken.contains(" " + word + " ") ? Math.max(longest, word.length()) : longest;
        }
        return longest;
    }
}
