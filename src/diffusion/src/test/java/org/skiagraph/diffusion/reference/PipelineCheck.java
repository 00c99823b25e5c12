package org.skiagraph.diffusion.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.family.Guidance;
import org.skiagraph.diffusion.family.Pipeline;
import org.skiagraph.diffusion.family.PipelineRun;
import org.skiagraph.diffusion.reference.RecordingGraphs.Run;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.diffusion.sampling.Scheduler;
import org.skiagraph.diffusion.sampling.Schedulers;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;
import org.skiagraph.graph.Tensor;

/** Runs one case through the real pipeline and holds every stored array against ours. */
final class PipelineCheck {
    private static final Pattern STEP = Pattern.compile("latents_step_(\\d+)\\.npy");
    private static final List<String> INPUTS =
            List.of("initial_noise.npy", "step_noise.npy", "posterior_noise.npy", "init_image.npy");

    private final PipelineCase given;
    private final Map<Integer, float[]> latents = new TreeMap<>();
    private final StoredNoise noise;

    PipelineCheck(PipelineCase given) throws IOException {
        this.given = given;
        this.noise = new StoredNoise(given);
    }

    void run() throws IOException {
        try (Graphs real = OnnxRuntime.start(RuntimeSettings.DEFAULT)) {
            RecordingGraphs graphs = new RecordingGraphs(real);
            Path directory = given.bundle();
            ModelBundle bundle = BundleSearch.on(List.of(directory.getParent())).load(directory.toString());
            try (Pipeline pipeline = Pipeline.open(bundle, graphs)) {
                List<Image> images = pipeline.run(
                        request(), noise, ProgressListener.NONE, (call, after) -> latents.put(call, after), w -> {});
                compare(graphs, images);
            }
        }
    }

    private PipelineRun request() throws IOException {
        Optional<PipelineRun.Source> source = given.has("init_image.npy")
                ? Optional.of(new PipelineRun.Source(image(given.array("init_image.npy")), given.real("strength", 1)))
                : Optional.empty();
        return new PipelineRun(
                given.prompts(),
                given.frame(),
                given.number("width"),
                given.number("height"),
                new PipelineRun.Steps(scheduler(), given.number("num_inference_steps"), given.real("eta", 0)),
                guidance(),
                LongPromptPolicy.TRUNCATE,
                source,
                0);
    }

    private Guidance guidance() {
        String formula = given.json().path("guidance_formula").asText();
        double scale = given.real("guidance_scale", 1);
        if (formula.startsWith("none")) {
            assertThat(scale).as("no guidance means a scale of at most 1").isLessThanOrEqualTo(1);
            return new Guidance(Guidance.Formula.STANDARD, scale, 0, 0, 1);
        }
        double rescale = given.json().path("extra").path("guidance_rescale").asDouble(0);
        return new Guidance(Guidance.Formula.of(formula), scale, rescale, 0, 1);
    }

    private static Image image(Npy nhwc) {
        long[] shape = nhwc.shape();
        return new Image((int) shape[2], (int) shape[1], (int) shape[3], nhwc.floats());
    }

    private void compare(RecordingGraphs graphs, List<Image> images) throws IOException {
        List<Run> unet = graphs.runsOf("unet");
        assertThat(unet).as("unet calls").hasSize(given.number("unet_calls"));
        compareTimesteps(unet);
        double latentTolerance = given.tolerance("latents");
        for (String file : given.files()) {
            Matcher step = STEP.matcher(file);
            boolean input = INPUTS.contains(file);
            if (!input && step.matches()) {
                close(file, latents.get(loopIndex(step)), latentTolerance + roundingOfFirstLatents());
            } else if (!input) {
                compare(file, graphs, unet.get(0), images);
            }
        }
    }

    /**
     * One float32 rounding at the magnitude of the first latents. It vanishes beside every tolerance but where the first
     * sigma is 4096: there latents of 10,000 become latents of 10 in one step, and the reference's own numbers for the
     * steps in between change by more than its tolerance when ONNX Runtime picks another kernel. What comes out at the
     * end is held to the tolerance alone.
     */
    private double roundingOfFirstLatents() throws IOException {
        double sigma = scheduler()
                .start(SamplingPlan.of(given.number("num_inference_steps"), 1))
                .initNoiseSigma();
        double largest = 0;
        for (float value : given.array("initial_noise.npy").floats()) {
            largest = Math.max(largest, Math.abs(value * sigma));
        }
        return Math.ulp((float) largest);
    }

    private Scheduler scheduler() {
        return Schedulers.fromConfig(given.schedulerConfig());
    }

    /** Stored indices count from the first call that was run; ours count from the schedule's first. */
    private int loopIndex(Matcher step) {
        return latents.keySet().iterator().next() + Integer.parseInt(step.group(1));
    }

    private void compareTimesteps(List<Run> unet) {
        if (given.json().has("first_timestep")) {
            Tensor timestep = unet.get(0).inputs().get("timestep");
            assertThat((double) ((Tensor.Floats) timestep).values()[0])
                    .as("first timestep")
                    .isEqualTo(given.real("first_timestep", -1));
        }
        if (given.json().has("step_noise_drawn_at")) {
            List<Integer> drawn = new ArrayList<>();
            given.json().get("step_noise_drawn_at").forEach(index -> drawn.add(index.asInt()));
            assertThat(noise.drawnAt()).as("loop indices that draw noise").containsExactlyElementsOf(drawn);
        }
    }

    private void compare(String file, RecordingGraphs graphs, Run first, List<Image> images) throws IOException {
        double tolerance = given.tolerance("latents");
        switch (file) {
            case "input_ids.npy" -> sameIds(file, graphs.runsOf("text_encoder"));
            case "input_ids_2.npy" -> sameIds(file, graphs.runsOf("text_encoder_2"));
            case "text_embeddings.npy" -> close(file, floats(first.inputs(), "encoder_hidden_states"), tolerance);
            case "unet_text_embeds.npy" -> close(file, floats(first.inputs(), "text_embeds"), tolerance);
            case "unet_time_ids.npy" -> close(file, floats(first.inputs(), "time_ids"), 0);
            case "unet_sample_call_00.npy" -> close(file, floats(first.inputs(), "sample"), tolerance);
            case "unet_out_call_00.npy" -> close(file, floats(first.outputs(), "out_sample"), tolerance);
            case "latents_final.npy" -> close(file, last(), tolerance);
            case "image.npy" -> close(file, clipped(images), given.tolerance("image"));
            default -> fail("no rule for " + file);
        }
    }

    private static float[] floats(Map<String, Tensor> tensors, String name) {
        return ((Tensor.Floats) tensors.get(name)).values();
    }

    private float[] last() {
        return latents.get(((TreeMap<Integer, float[]>) latents).lastKey());
    }

    private static float[] clipped(List<Image> images) {
        int size = images.get(0).samples().length;
        float[] all = new float[images.size() * size];
        for (int i = 0; i < all.length; i++) {
            all[i] = Math.min(1, Math.max(0, images.get(i / size).samples()[i % size]));
        }
        return all;
    }

    /** Equal as sets of rows: which side is encoded first, or once for several pictures, is ours to choose. */
    private void sameIds(String file, List<Run> encoderRuns) throws IOException {
        List<String> ours = encoderRuns.stream()
                .map(run -> Arrays.toString(((Tensor.Integers) run.inputs().get("input_ids")).values()))
                .distinct()
                .sorted()
                .toList();
        Npy expected = given.array(file);
        int length = (int) expected.shape()[1];
        List<String> theirs = new ArrayList<>();
        for (int row = 0; row < expected.shape()[0]; row++) {
            theirs.add(Arrays.toString(Arrays.copyOfRange(expected.longs(), row * length, (row + 1) * length)));
        }
        assertThat(ours).as(file).isEqualTo(theirs.stream().distinct().sorted().toList());
    }

    private void close(String file, float[] ours, double tolerance) throws IOException {
        float[] theirs = given.array(file).floats();
        assertThat(ours).as(file + " of ours").isNotNull().hasSameSizeAs(theirs);
        double worst = 0;
        for (int i = 0; i < theirs.length; i++) {
            double difference = Math.abs((double) ours[i] - theirs[i]);
            // Written so that NaN is the worst of all.
            worst = difference <= worst ? worst : difference;
        }
        assertThat(worst).as("largest difference in " + file).isLessThanOrEqualTo(tolerance);
    }
}
