package org.skiagraph.diffusion.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.diffusion.sampling.Schedulers;
import org.skiagraph.diffusion.sampling.SolverArguments;

/** Replays one stored trajectory with the stand-in network that the cases' README defines. */
final class SchedulerCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SIZE = 64;
    private static final Set<String> KEYS = Set.of(
            "name",
            "scheduler",
            "num_inference_steps",
            "set_timesteps_arguments",
            "step_arguments",
            "timesteps",
            "timesteps_dtype",
            "order",
            "sigmas",
            "alphas_cumprod_probe",
            "final_alpha_cumprod",
            "init_noise_sigma",
            "model_output",
            "img2img",
            "scaled_model_input_step_0",
            "step_noise_drawn_at",
            "latents_after_each_step",
            "tolerance",
            "notes",
            "note");
    private static final Set<String> ARGUMENTS =
            Set.of("eta", "use_clipped_model_output", "s_churn", "s_noise", "mu", "strength");

    private final JsonNode given;
    private final float[] noise;

    private SchedulerCheck(JsonNode given, float[] noise) {
        this.given = given;
        this.noise = noise;
    }

    static SchedulerCheck read(Path file, Path noise) throws IOException {
        JsonNode given = JSON.readTree(Files.readString(file));
        assertThat(KEYS).as("keys of the case that are understood").containsAll(names(given));
        assertThat(ARGUMENTS)
                .as("arguments that are understood")
                .containsAll(names(given.path("set_timesteps_arguments")))
                .containsAll(names(given.path("step_arguments")));
        assertThat(given.get("model_output").asText()).isIn("plain", "learned_variance");
        return new SchedulerCheck(given, Npy.read(noise).floats());
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    void run() {
        Sampling sampling = sampling();
        compareSchedule(sampling);
        int start = given.path("img2img").path("t_start").asInt(0);
        assertThat(sampling.firstCall()).as("first loop index").isEqualTo(start);
        float[] latents = first(sampling);
        List<Integer> drawnAt = new ArrayList<>();
        JsonNode expected = given.get("latents_after_each_step");
        assertThat(expected).hasSize(sampling.calls() - start);
        for (int call = start; call < sampling.calls(); call++) {
            float[] scaled = sampling.scaleModelInput(latents, call);
            if (call == start && given.has("scaled_model_input_step_0")) {
                close("scaled model input", scaled, given.get("scaled_model_input_step_0"));
            }
            int index = call - start;
            IntFunction<float[]> draw = length -> {
                drawnAt.add(index);
                return row(1 + index);
            };
            latents = sampling.step(network(scaled, sampling.timestep(call)), latents, call, draw);
            close("latents after loop index " + index, latents, expected.get(index));
        }
        List<Integer> drawn = new ArrayList<>();
        given.get("step_noise_drawn_at").forEach(value -> drawn.add(value.asInt()));
        assertThat(drawnAt).as("loop indices that draw noise").isEqualTo(drawn);
    }

    private Sampling sampling() {
        Map<String, Object> config = new LinkedHashMap<>(
                JSON.convertValue(given.get("scheduler").get("config"), new TypeReference<Map<String, Object>>() {}));
        config.put("_class_name", given.get("scheduler").get("class").asText());
        JsonNode steps = given.path("step_arguments");
        JsonNode set = given.path("set_timesteps_arguments");
        SolverArguments arguments = new SolverArguments(
                steps.path("eta").asDouble(0),
                steps.path("use_clipped_model_output").asBoolean(false),
                steps.path("s_churn").asDouble(0),
                steps.path("s_noise").asDouble(1),
                set.path("strength").asDouble(1),
                set.has("mu") ? OptionalDouble.of(set.get("mu").asDouble()) : OptionalDouble.empty(),
                java.util.OptionalInt.empty());
        return Schedulers.fromConfig(config)
                .start(new SamplingPlan(given.get("num_inference_steps").asInt(), 1, strength(), arguments));
    }

    /** Solvers that begin later are given the strength that leaves out as many steps as the case does. */
    private double strength() {
        int start = given.path("img2img").path("t_start").asInt(0);
        double steps = given.get("num_inference_steps").asDouble();
        double left = start / (double) given.path("order").asInt(1);
        return (steps - left) / steps;
    }

    private void compareSchedule(Sampling sampling) {
        JsonNode timesteps = given.get("timesteps");
        assertThat(sampling.calls()).as("network calls").isEqualTo(timesteps.size());
        for (int i = 0; i < timesteps.size(); i++) {
            double expected = timesteps.get(i).asDouble();
            assertThat(sampling.timestep(i))
                    .as("timestep " + i)
                    .isBetween(
                            expected - 1e-3 - 1e-5 * Math.abs(expected), expected + 1e-3 + 1e-5 * Math.abs(expected));
        }
        double sigma = given.get("init_noise_sigma").asDouble();
        assertThat(Math.abs(sampling.initNoiseSigma() - sigma))
                .as("init_noise_sigma")
                .isLessThanOrEqualTo(1e-4 * Math.max(1, sigma));
    }

    private float[] first(Sampling sampling) {
        if (given.has("img2img")) {
            int last = noise.length / SIZE - 1;
            float[] noised = sampling.addNoise(row(last), row(0), sampling.firstCall());
            close("latents after add_noise", noised, given.get("img2img").get("latents_after_add_noise"));
            return noised;
        }
        float[] latents = row(0);
        for (int i = 0; i < SIZE; i++) {
            latents[i] = (float) (latents[i] * sampling.initNoiseSigma());
        }
        return latents;
    }

    private float[] row(int index) {
        return Arrays.copyOfRange(noise, index * SIZE, (index + 1) * SIZE);
    }

    private float[] network(float[] x, double t) {
        boolean variance = given.get("model_output").asText().equals("learned_variance");
        float[] out = new float[variance ? 2 * SIZE : SIZE];
        for (int i = 0; i < SIZE; i++) {
            out[i] = (float) ((0.3 + 0.0006 * t) * x[i] + 0.1 * StrictMath.sin(t / 100 + i));
            if (variance) {
                out[SIZE + i] = (float) (0.5 * StrictMath.cos(t / 100 + i));
            }
        }
        return out;
    }

    private void close(String what, float[] ours, JsonNode theirs) {
        double absolute = given.get("tolerance").get("absolute").asDouble();
        double relative = given.get("tolerance").get("relative").asDouble();
        assertThat(ours).as(what).hasSize(theirs.size());
        for (int i = 0; i < ours.length; i++) {
            double expected = theirs.get(i).asDouble();
            double allowed = absolute + relative * Math.abs(expected);
            assertThat(Math.abs(ours[i] - expected))
                    .as(what + ", value " + i + ": " + ours[i] + " instead of " + expected)
                    .isLessThanOrEqualTo(allowed);
        }
    }
}
