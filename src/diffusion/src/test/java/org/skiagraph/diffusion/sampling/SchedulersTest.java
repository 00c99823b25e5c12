package org.skiagraph.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.domain.Rejected;

/** Choosing schedulers by name and by configuration. */
class SchedulersTest {
    private static final Map<String, Object> SD = Map.of(
            "_class_name",
            "PNDMScheduler",
            "beta_start",
            0.00085,
            "beta_end",
            0.012,
            "beta_schedule",
            "scaled_linear",
            "prediction_type",
            "v_prediction",
            "steps_offset",
            1,
            "skip_prk_steps",
            true);

    static List<String> names() {
        return Schedulers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNameStepsFromNoiseToSomethingFinite(String name) {
        Map<String, Object> base = new HashMap<>(SD);
        if (name.toLowerCase(java.util.Locale.ROOT).contains("flow")) {
            base.put("prediction_type", "flow_prediction");
        }
        Sampling sampling = Schedulers.named(name, base, Map.of()).start(SamplingPlan.of(6, 2));
        NoiseSource noise = new PhiloxNoise(new org.skiagraph.domain.Seed(5));
        float[] latents = noise.normal(0, NoiseSource.Purpose.INITIAL, 0, 32);
        for (int i = 0; i < latents.length; i++) {
            latents[i] = (float) (latents[i] * sampling.initNoiseSigma());
        }

        for (int call = sampling.firstCall(); call < sampling.calls(); call++) {
            float[] output = sampling.scaleModelInput(latents, call).clone();
            int step = call;
            latents = sampling.step(
                    output, latents, call, length -> noise.normal(0, NoiseSource.Purpose.STEP, step, length));
        }

        assertThat(latents).hasSize(32);
        for (float value : latents) {
            assertThat(value).isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aConfigurationMakesAnEqualScheduler(String name) {
        Scheduler scheduler = Schedulers.named(name, SD, Map.of());
        Map<String, Object> config = new HashMap<>(scheduler.config());
        config.put("_class_name", scheduler.className());

        Scheduler again = Schedulers.fromConfig(config);

        assertThat(again.className()).isEqualTo(scheduler.className());
        assertThat(again.config()).isEqualTo(scheduler.config());
    }

    @ParameterizedTest
    @CsvSource({
        "dpm++2m-karras,DPMSolverMultistepScheduler",
        "DPM++ 2M Karras,DPMSolverMultistepScheduler",
        "Euler a,EulerAncestralDiscreteScheduler",
        "ddim,DDIMScheduler",
        "ddimscheduler,DDIMScheduler",
        "UniPC,UniPCMultistepScheduler"
    })
    void namesAreWrittenAsPeopleWriteThem(String name, String className) {
        assertThat(Schedulers.named(name, SD, Map.of()).className()).isEqualTo(className);
    }

    @Test
    void theModelsScheduleStaysAndTheNameAndOverridesComeOnTop() {
        Scheduler scheduler = Schedulers.named("dpm++2m-karras", SD, Map.of("solver_order", 3));

        assertThat(scheduler.config())
                .containsEntry("prediction_type", "v_prediction")
                .containsEntry("beta_start", 0.00085)
                .containsEntry("use_karras_sigmas", true)
                .containsEntry("solver_order", 3)
                .doesNotContainKey("skip_prk_steps");
    }

    @Test
    void anUnknownNameIsRejectedWithANearOne() {
        assertThatThrownBy(() -> Schedulers.named("dmp++2m", SD, Map.of()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("dpm++2m");
    }

    @ParameterizedTest
    @CsvSource({
        "beta_schedule,cubic",
        "prediction_type,score",
        "timestep_spacing,odd",
        "thresholding,maybe",
        "num_train_timesteps,0",
        "num_train_timesteps,many"
    })
    void aValueThatIsNotKnownIsRejectedByItsKey(String key, String value) {
        Map<String, Object> config = new HashMap<>(SD);
        config.put("_class_name", "DDIMScheduler");
        config.put(key, value.equals("0") ? (Object) 0 : value);

        assertThatThrownBy(() -> Schedulers.fromConfig(config)
                        .start(SamplingPlan.of(5, 1))
                        .step(new float[4], new float[4], 0, float[]::new))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 100_000})
    void moreStepsThanTheModelWasTrainedOnAreRejected(int steps) {
        assertThatThrownBy(() -> Schedulers.named("ddim", SD, Map.of()).start(SamplingPlan.of(steps, 1)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("1000");
    }

    @ParameterizedTest
    @CsvSource({"ddim,1000", "ddpm,1000", "pndm,1000"})
    void aFirstTimestepBeyondTheScheduleIsRejected(String name, int steps) {
        assertThatThrownBy(() -> {
                    Sampling sampling = Schedulers.named(name, SD, Map.of()).start(SamplingPlan.of(steps, 1));
                    float[] latents = new float[4];
                    for (int call = 0; call < sampling.calls(); call++) {
                        latents = sampling.step(new float[4], latents, call, float[]::new);
                    }
                })
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("numInferenceSteps");
    }

    @Test
    void anOverrideThatTheClassDoesNotKnowIsRejected() {
        assertThatThrownBy(() -> Schedulers.named("ddim", SD, Map.of("use_karras_sigmas", true)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("use_karras_sigmas");
    }

    @Test
    void aStrengthThatLeavesNoStepIsRejected() {
        SamplingPlan plan = new SamplingPlan(10, 1, 0.05, SolverArguments.NONE);

        assertThatThrownBy(() -> Schedulers.named("ddim", SD, Map.of()).start(plan))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("strength");
    }
}
