package org.skiagraph.diffusion.bundle.internal.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.graph.TensorInfo;

/** Sizes that known runs take where graphs leave them open, and what earlier runs have shown. */
final class Sizes {
    private static final int SIDE = 16;
    private static final int DEPTH_SIDE = 8;
    private static final int USUAL_TOKENS = 77;

    private final ModelBundle bundle;
    private final Map<String, List<Long>> outputs = new LinkedHashMap<>();

    Sizes(ModelBundle bundle) {
        this.bundle = bundle;
    }

    ModelBundle bundle() {
        return bundle;
    }

    /** Latent pixels per side: few, so that a large model takes seconds, but a multiple of what the UNet wants. */
    long side() {
        int least = bundle.image().depth().isPresent() ? DEPTH_SIDE : SIDE;
        int multiple = bundle.latent().multiple();
        return (long) multiple * Math.max(1, (least + multiple - 1) / multiple);
    }

    long pixels() {
        return side() * bundle.latent().factor();
    }

    long tokens() {
        return bundle.tokenizers().values().stream()
                .map(ModelBundle.TokenizerSpec::maxLength)
                .findFirst()
                .orElse(USUAL_TOKENS);
    }

    void record(String role, String output, List<Long> shape) {
        outputs.put(role + " " + output, shape);
    }

    /** The shape of what a graph of such a role gave under this name. */
    Optional<List<Long>> given(String rolePrefix, String output) {
        return outputs.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(rolePrefix) && entry.getKey().endsWith(" " + output))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Width of all text encoders' hidden states side by side; 0 where none has run. */
    long textWidth() {
        Map<String, Long> widths = new LinkedHashMap<>();
        outputs.forEach((name, shape) -> {
            if (name.startsWith("text_encoder") && shape.size() == 3) {
                widths.putIfAbsent(name.substring(0, name.indexOf(' ')), shape.get(2));
            }
        });
        return widths.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The declared shape, with a size for each axis that is left open; the last one holds for all that follow. */
    static List<Long> filled(TensorInfo info, long... open) {
        List<Long> shape = new java.util.ArrayList<>();
        for (int axis = 0; axis < info.rank(); axis++) {
            long declared = info.shape().get(axis);
            shape.add(declared > 0 ? declared : open[Math.min(axis, open.length - 1)]);
        }
        return shape;
    }
}
