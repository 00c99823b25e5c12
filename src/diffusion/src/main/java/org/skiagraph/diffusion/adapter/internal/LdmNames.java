package org.skiagraph.diffusion.adapter.internal;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Modules of a UNet by the names of the original latent-diffusion code, which kohya's scripts write for SDXL: blocks are counted
 * through, two layers and a change of size each, three where they go up.
 */
final class LdmNames {
    private static final Pattern BLOCK = Pattern.compile("(input|output)_blocks_(\\d{1,2})_(\\d)_(.*)");
    private static final Pattern MIDDLE = Pattern.compile("middle_block_(\\d)_(.*)");
    private static final Map<String, String> RESNET = Map.of(
            "in_layers_0", "norm1",
            "in_layers_2", "conv1",
            "out_layers_0", "norm2",
            "out_layers_3", "conv2",
            "emb_layers_1", "time_emb_proj",
            "skip_connection", "conv_shortcut");
    private static final int PER_BLOCK = 3;

    private LdmNames() {}

    /** The same module in diffusers' words; anything else as it is. */
    static String inDiffusersWords(String module) {
        Matcher block = BLOCK.matcher(module);
        if (block.matches()) {
            int number = Integer.parseInt(block.group(2));
            boolean down = block.group(1).equals("input");
            int counted = down ? number - 1 : number;
            String prefix = (down ? "down" : "up") + "_blocks_" + counted / PER_BLOCK + "_";
            return prefix + inside(block.group(3), counted % PER_BLOCK, block.group(4), down);
        }
        Matcher middle = MIDDLE.matcher(module);
        if (middle.matches()) {
            int part = Integer.parseInt(middle.group(1));
            return part == 1
                    ? "mid_block_attentions_0_" + middle.group(2)
                    : "mid_block_resnets_" + part / 2 + "_" + RESNET.getOrDefault(middle.group(2), middle.group(2));
        }
        return module;
    }

    private static String inside(String part, int layer, String rest, boolean down) {
        if (part.equals("0") && down && layer == PER_BLOCK - 1) {
            return "downsamplers_0_" + rest.replace("op", "conv");
        }
        if (part.equals("0")) {
            return "resnets_" + layer + "_" + RESNET.getOrDefault(rest, rest);
        }
        return rest.equals("conv") ? "upsamplers_0_conv" : "attentions_" + layer + "_" + rest;
    }
}
