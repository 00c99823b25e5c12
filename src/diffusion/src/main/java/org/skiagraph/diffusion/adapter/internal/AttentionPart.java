package org.skiagraph.diffusion.adapter.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which part of an attention a linear layer is, told by what layers are applied to: where an export has lost all names, this is
 * what is left of them. Queries, keys and values are computed in this order, of one tensor or, across, of two.
 */
enum AttentionPart {
    QUERY("to_q|q_proj|query"),
    KEY("to_k|k_proj|key"),
    VALUE("to_v|v_proj|value"),
    /** Of a second tensor that is attended to beside the first (Kandinsky 2.2). */
    ADDED_KEY("add_k_proj"),
    ADDED_VALUE("add_v_proj"),
    OUT("to_out(_0)?|out_proj"),
    NONE("");

    private static final List<AttentionPart> OF_ONE_OR_TWO = List.of(QUERY, KEY, VALUE, OUT);
    private static final List<AttentionPart> WITH_ADDED = List.of(QUERY, ADDED_KEY, ADDED_VALUE, KEY, VALUE, OUT);

    private final Pattern names;

    AttentionPart(String names) {
        this.names = Pattern.compile("(.*_)?(" + names + ")");
    }

    /** By the module's name. */
    static AttentionPart of(String module) {
        for (AttentionPart part : values()) {
            if (part != NONE && part.names.matcher(module).matches()) {
                return part;
            }
        }
        return NONE;
    }

    /**
     * By structure.
     *
     * @param data what each linear layer is applied to, in the graph's order
     */
    static List<AttentionPart> inOrder(List<String> data) {
        List<AttentionPart> parts = new ArrayList<>(Collections.nCopies(data.size(), NONE));
        for (int i = 0; i < data.size(); ) {
            List<AttentionPart> found = at(data, i);
            for (int k = 0; k < found.size(); k++) {
                parts.set(i + k, found.get(k));
            }
            i += Math.max(1, found.size());
        }
        return parts;
    }

    private static List<AttentionPart> at(List<String> data, int i) {
        boolean ofOne = same(data, i, i + 1) && same(data, i, i + 2);
        boolean across = !same(data, i, i + 1) && same(data, i + 1, i + 2) && !same(data, i + 1, i + 3);
        if (across && same(data, i, i + 3) && same(data, i, i + 4) && i + 5 < data.size()) {
            return WITH_ADDED;
        }
        return (ofOne || across) && i + 3 < data.size() ? OF_ONE_OR_TWO : List.of();
    }

    private static boolean same(List<String> data, int one, int other) {
        return other < data.size() && data.get(one).equals(data.get(other));
    }
}
