package org.skiagraph.diffusion.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.TensorInfo;

/**
 * Which of a denoising network's tensors plays which part. Exports name and rank them differently: what the manifest says
 * comes first, then the usual names, and shapes decide where there are none.
 *
 * @param sample latents [rows, channels, h, w], [rows, channels, d, h, w], or an embedding [rows, width]
 * @param timestep rank 0, [1] or [rows], of any numeric type
 * @param parts every further input that is understood, by part
 * @param residuals inputs that ControlNets feed, in the graph's order
 * @param conditions inputs that conditions go to by name
 * @param output the prediction, shaped as the latents, perhaps with as many channels again for a variance
 */
public record NetworkSignature(
        TensorInfo sample,
        TensorInfo timestep,
        Map<Part, TensorInfo> parts,
        List<TensorInfo> residuals,
        List<TensorInfo> conditions,
        TensorInfo output) {
    /** What a key of {@code named} begins with for an input that a condition goes to. */
    public static final String CONDITION = "condition.";

    private static final List<String> USUAL_SAMPLES = List.of("sample", "x", "x_t", "hidden_states");
    private static final List<String> USUAL_TIMESTEPS = List.of("timestep", "timesteps", "t");

    /** What an input may be besides latents and timestep, with the names that exports give it. */
    public enum Part {
        /** Text embeddings [rows, tokens, width]. */
        CONTEXT(3, "encoder_hidden_states", "context", "condition_embed"),
        /** Which tokens count [rows, tokens]. */
        CONTEXT_MASK(2, "encoder_attention_mask", "condition_mask", "attention_mask"),
        /** A pooled text embedding [rows, width] (SDXL). */
        TEXT_EMBEDS(2, "text_embeds"),
        /** A pooled text embedding [rows, width] (a prior). */
        PROJECTED_TEXT(2, "proj_embedding"),
        /** Sizes and crop [rows, 6] (SDXL). */
        TIME_IDS(2, "time_ids"),
        /** An image embedding [rows, width] (Kandinsky 2.2). */
        IMAGE_EMBEDS(2, "image_embeds"),
        /** A class [rows]. */
        LABEL(1, "condition", "class_labels", "label", "labels"),
        /** What was predicted before, shaped as the latents. */
        SELF_CONDITION(-1, "self_cond"),
        /** The embedded guidance scale [rows, width] of a model distilled for it (LCM). */
        GUIDANCE_EMBEDDING(2, "timestep_cond"),
        /** A ControlNet's picture [rows, channels, H, W]. */
        CONTROL_IMAGE(4, "controlnet_cond"),
        /** A ControlNet's strength. */
        CONDITIONING_SCALE(-1, "conditioning_scale");

        private final int rank;
        private final String names;

        Part(int rank, String... names) {
            this.rank = rank;
            this.names = String.join(" ", names);
        }

        private List<String> names() {
            return List.of(names.split(" "));
        }

        /** Whether exports are known to use this name. */
        public boolean isUsual(String name) {
            return names().contains(name);
        }

        private boolean fits(TensorInfo info) {
            return names().contains(info.name()) && (rank < 0 || info.rank() == rank);
        }
    }

    public NetworkSignature {
        parts = Map.copyOf(parts);
        residuals = List.copyOf(residuals);
        conditions = List.copyOf(conditions);
    }

    /**
     * Finds the parts.
     *
     * @param named manifest's {@code inputs}: "sample", "timestep", "context", "mask" or "label" to the graph's own name; {@link #CONDITION}
     *     and anything to an input that a condition goes to
     * @throws Rejected if there are no latents or no timestep, or an input is of no known part
     */
    public static NetworkSignature of(
            String role, Collection<TensorInfo> inputs, Collection<TensorInfo> outputs, Map<String, String> named) {
        Finder finder = new Finder(role, new ArrayList<>(inputs), named);
        TensorInfo sample = finder.take(
                "sample",
                USUAL_SAMPLES,
                info -> info.rank() >= 4 && !info.name().contains("res_sample"),
                "latents");
        TensorInfo timestep = finder.take("timestep", USUAL_TIMESTEPS, info -> info.rank() <= 1, "a timestep");
        List<TensorInfo> conditions = finder.conditions();
        Map<Part, TensorInfo> parts = finder.parts();
        List<TensorInfo> residuals = finder.residuals();
        finder.requireNothingLeft();
        return new NetworkSignature(
                sample,
                timestep,
                parts,
                residuals,
                conditions,
                outputs.iterator().next());
    }

    /** What the manifest's {@code inputs} have to say, since the names alone do not. */
    public Map<String, String> unusualNames() {
        Map<String, String> unusual = new java.util.TreeMap<>();
        if (!USUAL_SAMPLES.contains(sample.name())) {
            unusual.put("sample", sample.name());
        }
        if (!USUAL_TIMESTEPS.contains(timestep.name())) {
            unusual.put("timestep", timestep.name());
        }
        Finder.MANIFEST_NAMES.forEach((key, part) ->
                part(part).filter(info -> !part.isUsual(info.name())).ifPresent(info -> unusual.put(key, info.name())));
        return unusual;
    }

    /** The input that plays this part, if the network has one. */
    public Optional<TensorInfo> part(Part part) {
        return Optional.ofNullable(parts.get(part));
    }

    /** The input that has to play this part. */
    public TensorInfo require(String role, Part part) {
        return part(part)
                .orElseThrow(() -> new Rejected(
                        role,
                        "it has no input " + part.names().get(0),
                        "Export it with that input, or name it in inputs"));
    }

    /** Rows that one run takes: what the graph fixes, else as many as are wanted. */
    public int rowsPerRun(int wanted) {
        long declared = sample.shape().get(0);
        return declared > 0 ? (int) declared : wanted;
    }

    /** Takes inputs out of a list, so that none is left without a part. */
    private record Finder(String role, List<TensorInfo> left, Map<String, String> named) {
        private static final Map<String, Part> MANIFEST_NAMES =
                Map.of("context", Part.CONTEXT, "mask", Part.CONTEXT_MASK, "label", Part.LABEL);

        TensorInfo take(String key, List<String> usual, Predicate<TensorInfo> fits, String what) {
            TensorInfo found = Stream.concat(Stream.ofNullable(named.get(key)), usual.stream())
                    .flatMap(name -> left.stream().filter(info -> info.name().equals(name)))
                    .findFirst()
                    .or(() -> left.stream().filter(fits).findFirst())
                    .orElseThrow(() -> new Rejected(
                            role,
                            "it has no input for " + what + " among "
                                    + left.stream().map(TensorInfo::name).toList(),
                            "Write `inputs." + key + "` into bundle.yaml"));
            left.remove(found);
            return found;
        }

        List<TensorInfo> conditions() {
            List<TensorInfo> conditions = left.stream()
                    .filter(info -> info.name().equals(named.get(CONDITION + info.name())))
                    .toList();
            left.removeAll(conditions);
            return conditions;
        }

        Map<Part, TensorInfo> parts() {
            Map<Part, TensorInfo> parts = new java.util.EnumMap<>(Part.class);
            MANIFEST_NAMES.forEach((key, part) -> left.stream()
                    .filter(info -> info.name().equals(named.get(key)))
                    .findFirst()
                    .ifPresent(info -> put(parts, part, info)));
            for (TensorInfo info : List.copyOf(left)) {
                Stream.of(Part.values())
                        .filter(part -> !parts.containsKey(part) && part.fits(info))
                        .findFirst()
                        .ifPresent(part -> put(parts, part, info));
            }
            // A lone input of rank 3 can only be text, whatever its name.
            if (!parts.containsKey(Part.CONTEXT)) {
                List<TensorInfo> candidates =
                        left.stream().filter(info -> info.rank() == 3).toList();
                if (candidates.size() == 1) {
                    put(parts, Part.CONTEXT, candidates.get(0));
                }
            }
            return parts;
        }

        private void put(Map<Part, TensorInfo> parts, Part part, TensorInfo info) {
            parts.put(part, info);
            left.remove(info);
        }

        List<TensorInfo> residuals() {
            List<TensorInfo> residuals = left.stream()
                    .filter(info ->
                            info.name().startsWith("down_block") || info.name().startsWith("mid_block"))
                    .toList();
            left.removeAll(residuals);
            return residuals;
        }

        void requireNothingLeft() {
            if (!left.isEmpty()) {
                throw new Rejected(
                        role,
                        "it takes " + left.get(0).name() + ", which plays no part that is known",
                        "Export it without that input, or say in the manifest's inputs what it is");
            }
        }
    }
}
