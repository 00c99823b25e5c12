package org.skiagraph.diffusion.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.skiagraph.diffusion.reference.RecordingGraphs.Run;
import org.skiagraph.domain.Image;
import org.skiagraph.graph.Tensor;

/**
 * What went through the graphs and came out of them in one case, under the names of the stored arrays.
 *
 * @param pictures each picture's slices
 */
record CaseOutcome(
        PipelineCase given, RecordingGraphs graphs, TreeMap<Integer, float[]> latents, List<List<Image>> pictures) {
    private static final List<String> CONTEXT = List.of("encoder_hidden_states", "context", "condition_embed");
    private static final List<String> MASKS = List.of("attention_mask", "condition_mask");

    /** Runs of the denoising network; of the one without a class only where no other ran. */
    List<Run> network() {
        List<Run> all = graphs.runs().stream()
                .filter(run -> run.role().startsWith("unet"))
                .toList();
        List<Run> conditional =
                all.stream().filter(run -> !run.role().endsWith("_uncond")).toList();
        return conditional.isEmpty() ? all : conditional;
    }

    List<Run> priorRuns() {
        return graphs.runsOf("prior");
    }

    float[] networkInput(String name) {
        return floats(network().get(0).inputs(), List.of(name, "x", "x_t"));
    }

    float[] networkOutput() {
        return floats(network().get(0).outputs().values().iterator().next());
    }

    /** What became of the words before the loop over latents, in models that have a prior. */
    PriorOutcome prior() {
        return new PriorOutcome(this);
    }

    /** Text embeddings as the network got them, or the prior before it. */
    void context(String file, double tolerance) throws IOException {
        if (priorRuns().isEmpty()) {
            close(file, floats(network().get(0).inputs(), CONTEXT), tolerance);
        } else {
            prior().input(file, "encoder_hidden_states", tolerance);
        }
    }

    static float[] floats(Map<String, Tensor> tensors, List<String> names) {
        return names.stream()
                .filter(tensors::containsKey)
                .findFirst()
                .map(name -> floats(tensors.get(name)))
                .orElseThrow(() -> new AssertionError("none of " + names + " among " + tensors.keySet()));
    }

    static float[] floats(Tensor tensor) {
        if (tensor instanceof Tensor.Floats given) {
            return given.values();
        }
        long[] whole = ((Tensor.Integers) tensor).values();
        float[] values = new float[whole.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = whole[i];
        }
        return values;
    }

    static double timestep(Run run) {
        for (String name : List.of("timestep", "timesteps", "t")) {
            if (run.inputs().containsKey(name)) {
                return floats(run.inputs().get(name))[0];
            }
        }
        throw new AssertionError("no timestep among " + run.inputs().keySet());
    }

    /** The mask that a repainting network is shown behind everything else, of the first row. */
    float[] lastChannel() {
        Tensor sample = network().get(0).inputs().get("sample");
        int plane = (int) (sample.shape()[2] * sample.shape()[3]);
        int row = (int) sample.shape()[1] * plane;
        return Arrays.copyOfRange(floats(sample), row - plane, row);
    }

    float[] encoded() {
        return floats(graphs.runsOf("movq_encoder")
                .get(0)
                .outputs()
                .values()
                .iterator()
                .next());
    }

    float[] decoded() {
        List<Run> runs = graphs.runs().stream()
                .filter(run -> run.role().endsWith("_decoder"))
                .toList();
        List<float[]> all = runs.stream()
                .map(run -> floats(run.outputs().values().iterator().next()))
                .toList();
        return joined(all);
    }

    /** Clipped to what can be shown, but for volumes, whose stored values are not. */
    float[] pixels() {
        boolean volumes = pictures.get(0).size() > 1;
        List<float[]> all = new ArrayList<>();
        pictures.forEach(slices -> slices.forEach(slice -> {
            float[] samples = slice.samples().clone();
            for (int i = 0; i < samples.length && !volumes; i++) {
                samples[i] = Math.min(1, Math.max(0, samples[i]));
            }
            all.add(samples);
        }));
        return joined(all);
    }

    static float[] joined(List<float[]> parts) {
        int size = parts.stream().mapToInt(part -> part.length).sum();
        float[] all = new float[size];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    void sameTimesteps(String file, List<Run> runs) throws IOException {
        double[] theirs = given.array(file).values();
        assertThat(runs).as(file).hasSameSizeAs(theirs);
        for (int i = 0; i < theirs.length; i++) {
            sameTimestep(file + ", " + i, runs.get(i), theirs[i]);
        }
    }

    /** Fractional timesteps hang on the last digits of the sigmas that they are interpolated from. */
    static void sameTimestep(String what, Run run, double theirs) {
        double allowed = theirs == Math.rint(theirs) ? 0 : 1e-3 + 1e-5 * theirs;
        assertThat(timestep(run)).as(what).isBetween(theirs - allowed, theirs + allowed);
    }

    /** The tokenizer's mask, which goes into the text encoder or the prior. */
    void sameTokenMask(String file) throws IOException {
        List<Run> runs = new ArrayList<>(graphs.runsOf("text_encoder"));
        if (!runs.get(0).inputs().containsKey("attention_mask")) {
            runs = new ArrayList<>(priorRuns());
        }
        sameRows(file, runs, MASKS);
    }

    void sameRows(String file, String role, String input) throws IOException {
        sameRows(file, graphs.runsOf(role), List.of(input));
    }

    /** Equal as sets of rows: which side is encoded first, or once for several pictures, is ours to choose. */
    private void sameRows(String file, List<Run> runs, List<String> names) throws IOException {
        Npy expected = given.array(file);
        int length = (int) expected.shape()[1];
        List<String> ours = runs.stream()
                .flatMap(run -> rows(floats(run.inputs(), names), length).stream())
                .distinct()
                .sorted()
                .toList();
        List<String> theirs =
                rows(expected.floats(), length).stream().distinct().sorted().toList();
        // Without guidance one of the two may have encoded a negative prompt that nothing uses.
        if (Math.min(given.real("guidance_scale", 1), given.real("prior_guidance_scale", 2)) <= 1) {
            boolean sameButForUnused = ours.containsAll(theirs) || theirs.containsAll(ours);
            assertThat(sameButForUnused).as(file).isTrue();
        } else {
            assertThat(ours).as(file).isEqualTo(theirs);
        }
    }

    private static List<String> rows(float[] values, int length) {
        List<String> rows = new ArrayList<>();
        for (int at = 0; at < values.length; at += length) {
            rows.add(Arrays.toString(Arrays.copyOfRange(values, at, at + length)));
        }
        return rows;
    }

    void close(String file, float[] ours, double tolerance) throws IOException {
        Closeness.check(given.directory(), file, ours, given.array(file).floats(), tolerance);
    }
}
