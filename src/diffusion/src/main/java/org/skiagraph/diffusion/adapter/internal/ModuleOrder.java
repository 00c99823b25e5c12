package org.skiagraph.diffusion.adapter.internal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which networks run their modules, as a text that sorts so. */
final class ModuleOrder {
    private static final List<String> STAGES = List.of("down_blocks", "mid_block", "up_blocks");
    private static final List<String> WITHIN = List.of(
            "norm",
            "proj_in",
            "attn1",
            "attn2",
            "to_q",
            "q_proj",
            "to_k",
            "k_proj",
            "to_v",
            "v_proj",
            "to_out",
            "out_proj",
            "ff_net_0",
            "fc1",
            "ff_net_2",
            "fc2",
            "proj_out");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private ModuleOrder() {}

    static String key(String module) {
        String key = module;
        for (int i = 0; i < STAGES.size(); i++) {
            key = key.replace(STAGES.get(i), "stage" + i);
        }
        for (int i = 0; i < WITHIN.size(); i++) {
            key = key.replaceFirst("(^|_)" + WITHIN.get(i) + "(_|$)", "$1part" + i + "$2");
        }
        // Numbers sort by their value.
        Matcher numbers = NUMBER.matcher(key);
        return numbers.replaceAll(
                found -> "0".repeat(Math.max(0, 4 - found.group().length())) + found.group());
    }
}
