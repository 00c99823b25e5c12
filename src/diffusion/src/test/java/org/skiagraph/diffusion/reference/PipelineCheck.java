package org.skiagraph.diffusion.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.adapter.Adapters.Adapted;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.family.Pipeline;
import org.skiagraph.diffusion.reference.RecordingGraphs.Run;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** Runs one case through the real pipeline and holds every stored array against ours. */
final class PipelineCheck {
    private static final Pattern STEP = Pattern.compile("latents_step_(\\d+)\\.npy");
    private static final Pattern PRIOR_STEP = Pattern.compile("prior_latents_step_(\\d+)\\.npy");
    private static final List<String> INPUTS = List.of(
            "initial_noise.npy",
            "step_noise.npy",
            "posterior_noise.npy",
            "prior_initial_noise.npy",
            "prior_step_noise.npy",
            "init_image.npy",
            "input_image.npy",
            "mask.npy",
            "mask_image.npy",
            "conditioning.npy");

    private final PipelineCase given;
    private final Adapters adapters;
    private final CaseRequest request;
    private final Sampling sampling;
    private final StoredNoise noise;
    private final TreeMap<Integer, float[]> latents = new TreeMap<>();

    PipelineCheck(PipelineCase given, Adapters adapters) throws IOException {
        this.given = given;
        this.adapters = adapters;
        this.request = new CaseRequest(given);
        this.sampling = request.sampling();
        this.noise = new StoredNoise(given, firstStoredCall());
    }

    /** Step noise is stored from the schedule's first call on, or from the first one that was run. */
    private int firstStoredCall() throws IOException {
        boolean fromTheStart =
                !given.has("step_noise.npy") || given.array("step_noise.npy").shape()[0] >= sampling.calls();
        return fromTheStart ? 0 : sampling.firstCall();
    }

    void run() throws IOException {
        try (Graphs real = OnnxRuntime.start(RuntimeSettings.DEFAULT)) {
            RecordingGraphs graphs = new RecordingGraphs(real);
            Adapted adapted = adapters.applyTo(request.bundle(), graphs);
            ModelBundle bundle = adapted.bundle();
            try (Pipeline pipeline = Pipeline.open(bundle, adapted.graphs())) {
                List<List<Image>> pictures = pipeline.run(
                        request.run(bundle),
                        noise,
                        ProgressListener.NONE,
                        (call, after) -> latents.put(call, after),
                        w -> {});
                compare(new CaseOutcome(given, graphs, latents, pictures));
            }
        }
    }

    private void compare(CaseOutcome outcome) throws IOException {
        List<Run> unet = outcome.network();
        if (given.json().has("unet_calls")) {
            assertThat(unet).as("unet calls").hasSize(given.number("unet_calls"));
        }
        if (given.json().has("first_timestep")) {
            CaseOutcome.sameTimestep("first timestep", unet.get(0), given.real("first_timestep", -1));
        }
        if (given.json().has("step_noise_drawn_at")) {
            List<Integer> drawn = new java.util.ArrayList<>();
            given.json().get("step_noise_drawn_at").forEach(index -> drawn.add(index.asInt()));
            assertThat(noise.drawnAt()).as("loop indices that draw noise").containsExactlyElementsOf(drawn);
        }
        for (String file : given.files()) {
            if (!INPUTS.contains(file)
                    && !CaseRequest.CONTROL_IMAGE.matcher(file).matches()) {
                compare(file, outcome);
            }
        }
    }

    private void compare(String file, CaseOutcome outcome) throws IOException {
        Matcher step = STEP.matcher(file);
        Matcher priorStep = PRIOR_STEP.matcher(file);
        double latentTolerance = given.tolerance("latents");
        if (step.matches()) {
            // Stored indices count from the first call that was run; ours count from the schedule's first.
            int call = latents.firstKey() + Integer.parseInt(step.group(1));
            outcome.close(file, latents.get(call), latentTolerance + roundingOfFirstLatents());
            return;
        }
        if (priorStep.matches()) {
            outcome.prior().latentsAfter(file, Integer.parseInt(priorStep.group(1)));
            return;
        }
        switch (file) {
            case "input_ids.npy" -> outcome.sameRows(file, "text_encoder", "input_ids");
            case "input_ids_2.npy" -> outcome.sameRows(file, "text_encoder_2", "input_ids");
            case "attention_mask.npy" -> outcome.sameTokenMask(file);
            case "unet_attention_mask.npy" -> outcome.close(file, outcome.networkInput("encoder_attention_mask"), 0);
            case "timesteps.npy" -> outcome.sameTimesteps(file, outcome.network());
            case "prior_timesteps.npy" -> outcome.prior().timesteps(file);
            case "text_embeddings.npy" -> outcome.context(file, latentTolerance);
            case "text_embeds.npy" -> outcome.prior().input(file, "proj_embedding", latentTolerance);
            case "unet_text_embeds.npy" -> outcome.close(file, outcome.networkInput("text_embeds"), latentTolerance);
            case "unet_time_ids.npy" -> outcome.close(file, outcome.networkInput("time_ids"), 0);
            case "unet_sample_call_00.npy" -> outcome.close(file, outcome.networkInput("sample"), latentTolerance);
            case "unet_out_call_00.npy" -> outcome.close(file, outcome.networkOutput(), latentTolerance);
            case "image_embeds.npy" -> outcome.prior().embeds(file, true);
            case "negative_image_embeds.npy" -> outcome.prior().embeds(file, false);
            case "prior_latents_final.npy" -> outcome.prior().latentsFinal(file);
            case "mask_latent.npy" -> outcome.close(file, outcome.lastChannel(), 0);
            case "image_latents.npy" -> outcome.close(file, outcome.encoded(), latentTolerance);
            case "latents_last_step.npy", "latents_final.npy" ->
                outcome.close(file, latents.lastEntry().getValue(), latentTolerance);
            case "image_raw.npy" -> outcome.close(file, outcome.decoded(), given.tolerance("image"));
            case "image.npy" -> outcome.close(file, outcome.pixels(), given.tolerance("image"));
            default -> fail("no rule for " + file);
        }
    }

    /**
     * One float32 rounding at the magnitude of the first latents. It vanishes beside every tolerance but where the first
     * sigma is 4096: there latents of 10,000 become latents of 10 in one step, and the reference's own numbers for the
     * steps in between change by more than its tolerance when ONNX Runtime picks another kernel. What comes out at the
     * end is held to the tolerance alone.
     */
    private double roundingOfFirstLatents() throws IOException {
        double sigma = sampling.initNoiseSigma();
        double largest = 0;
        for (float value : given.array("initial_noise.npy").floats()) {
            largest = Math.max(largest, Math.abs(value * sigma));
        }
        return Math.ulp((float) largest);
    }
}
