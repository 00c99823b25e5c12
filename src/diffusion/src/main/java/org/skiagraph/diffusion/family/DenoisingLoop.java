package org.skiagraph.diffusion.family;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.diffusion.conditioning.Condition;
import org.skiagraph.diffusion.conditioning.Conditions;
import org.skiagraph.diffusion.sampling.NoiseSource.Purpose;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/** The one loop that serves every family and mode: predict, guide, step. */
final class DenoisingLoop {
    private final NoisePredictor predictor;
    private final Guidance guidance;
    private final Sampling sampling;
    private final BatchNoise noise;
    private final StepObserver observer;

    DenoisingLoop(
            NoisePredictor predictor, Guidance guidance, Sampling sampling, BatchNoise noise, StepObserver observer) {
        this.predictor = predictor;
        this.guidance = guidance;
        this.sampling = sampling;
        this.noise = noise;
        this.observer = observer;
    }

    /**
     * Runs from the first call to the last.
     *
     * @param latents float32 [batch, ...] at the first call's noise level
     * @param conditions one per picture
     * @return clean latents
     */
    float[] run(float[] latents, List<Conditions> conditions, ProgressListener listener) {
        long began = System.nanoTime();
        int total = sampling.calls() - sampling.firstCall();
        float[] current = latents;
        for (int call = sampling.firstCall(); call < sampling.calls(); call++) {
            listener.stopIfCancelled();
            current = step(current, call, conditions);
            observer.afterStep(call, current);
            int done = call - sampling.firstCall() + 1;
            listener.on(new Progress("denoising", done, total, Duration.ofNanos(System.nanoTime() - began)));
        }
        return current;
    }

    private float[] step(float[] latents, int call, List<Conditions> conditions) {
        float[] scaled = sampling.scaleModelInput(latents, call);
        double timestep = sampling.timestep(call);
        float[] output = guidance.isOnAt(call, sampling.calls())
                ? guided(scaled, timestep, conditions)
                : predictor.predict(scaled, timestep, positives(conditions));
        return sampling.step(output, latents, call, length -> noise.draw(Purpose.STEP, call, length));
    }

    /** One call for both sides, the negative rows first: the order of diffusers, whose goldens record it. */
    private float[] guided(float[] scaled, double timestep, List<Conditions> conditions) {
        float[] twice = new float[2 * scaled.length];
        System.arraycopy(scaled, 0, twice, 0, scaled.length);
        System.arraycopy(scaled, 0, twice, scaled.length, scaled.length);
        List<Condition> rows = new ArrayList<>(negatives(conditions));
        rows.addAll(positives(conditions));
        float[] output = predictor.predict(twice, timestep, rows);
        int half = output.length / 2;
        float[] negative = java.util.Arrays.copyOfRange(output, 0, half);
        float[] positive = java.util.Arrays.copyOfRange(output, half, output.length);
        return guidance.join(negative, positive, conditions.size());
    }

    private static List<Condition> positives(List<Conditions> conditions) {
        return conditions.stream().map(Conditions::positive).toList();
    }

    private static List<Condition> negatives(List<Conditions> conditions) {
        return conditions.stream().map(c -> c.negative().orElseThrow()).toList();
    }
}
