package org.skiagraph.app.cohorts;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.skiagraph.domain.Rejected;

/** What a cohort's columns may be called: options of generate, conditions, and labels of one's own. */
final class Columns {
    static final String CONDITION = "condition.";
    static final String FINDING = "finding";
    static final String TEXT = "text";
    static final Set<String> OPTIONS = Set.of(
            "prompt",
            "negative-prompt",
            "model",
            "template",
            "seed",
            "num-inference-steps",
            "guidance-scale",
            "scheduler",
            "width",
            "height",
            "images",
            "image",
            "mask",
            "box",
            "strength",
            "study-description");
    /** Columns of what is written, which a label would be taken for. */
    private static final Set<String> TAKEN = Set.of(
            "file_name",
            "dicom",
            "segmentation",
            "masks",
            "split",
            "row",
            "run_id",
            "negative_prompt",
            "study_uid",
            "series_uid",
            "sop_uid",
            "segmentation_uid",
            "sha256",
            "png_sha256");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.-]{0,63}");
    private static final int MOST = 200;

    private Columns() {}

    /** @throws Rejected if one cannot be a column, or is there twice */
    static void check(List<String> columns) {
        if (columns.size() > MOST) {
            throw new Rejected("cohort", "it has " + columns.size() + " columns", "Give at most " + MOST);
        }
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            String where = "column " + column;
            if (!NAME.matcher(column).matches()) {
                throw new Rejected(
                        where, "it is no name for a column", "Use 1 to 64 letters, digits, spaces, dots, _ and -");
            }
            if (TAKEN.contains(column)) {
                throw new Rejected(where, "cohort.csv has a column of that name", "Call it something else");
            }
            if (!seen.add(column)) {
                throw new Rejected(where, "it is there twice", "Give each column a name of its own");
            }
        }
    }

    /** Whether it says something about what is shown, rather than how it is made. */
    static boolean isLabel(String column) {
        return !OPTIONS.contains(column) && !column.equals(TEXT);
    }
}
