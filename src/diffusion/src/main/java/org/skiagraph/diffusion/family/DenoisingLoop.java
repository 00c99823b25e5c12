package org.skiagraph.diffusion.family;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skiagraph.diffusion.conditioning.Condition;
import org.skiagraph.diffusion.conditioning.Conditions;
import org.skiagraph.diffusion.family.NoisePredictor.Step;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/** The one loop that serves every family and mode, priors too: predict, guide, step, and put back what is to stay. */
final class DenoisingLoop {
    private final NoisePredictor predictor;
    private final Guidance guidance;
    private final Sampling sampling;
    private final StepNoise noise;
    private final AfterStep afterStep;

    DenoisingLoop(
            NoisePredictor predictor, Guidance guidance, Sampling sampling, StepNoise noise, AfterStep afterStep) {
        this.predictor = predictor;
        this.guidance = guidance;
        this.sampling = sampling;
        this.noise = noise;
        this.afterStep = afterStep;
    }

    /** Fresh noise for one step. */
    @FunctionalInterface
    interface StepNoise {
        float[] draw(int call, int length);
    }

    /** What becomes of the latents between two steps. */
    @FunctionalInterface
    interface AfterStep {
        /** @param call loop index that was just run */
        float[] apply(int call, float[] latents);

        /** First this, then that. */
        default AfterStep then(AfterStep next) {
            return (call, latents) -> next.apply(call, apply(call, latents));
        }
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
            current = afterStep.apply(call, step(current, call, conditions));
            int done = call - sampling.firstCall() + 1;
            listener.on(new Progress("denoising", done, total, Duration.ofNanos(System.nanoTime() - began)));
        }
        return current;
    }

    private float[] step(float[] latents, int call, List<Conditions> conditions) {
        double total = sampling.calls() - sampling.firstCall();
        int done = call - sampling.firstCall();
        Step step = new Step(
                sampling.scaleModelInput(latents, call),
                sampling.timestep(call),
                done / total,
                (done + 1) / total,
                call == sampling.firstCall());
        float[] output = guidance.isOnAt(call, sampling.calls())
                ? guided(step, conditions)
                : predictor.predict(step, positives(conditions));
        if (output.length == 2 * latents.length && !sampling.readsVariance()) {
            output = firstHalves(output, conditions.size());
        }
        return sampling.step(output, latents, call, length -> noise.draw(call, length));
    }

    /** One call for both sides, the negative rows first: the order of diffusers, whose goldens record it. */
    private float[] guided(Step step, List<Conditions> conditions) {
        float[] scaled = step.sample();
        float[] twice = new float[2 * scaled.length];
        System.arraycopy(scaled, 0, twice, 0, scaled.length);
        System.arraycopy(scaled, 0, twice, scaled.length, scaled.length);
        List<Condition> rows = new ArrayList<>(negatives(conditions));
        rows.addAll(positives(conditions));
        float[] output = predictor.predict(step.with(twice), rows);
        int half = output.length / 2;
        float[] negative = Arrays.copyOfRange(output, 0, half);
        float[] positive = Arrays.copyOfRange(output, half, output.length);
        boolean variance = half == 2 * scaled.length;
        return variance
                ? withVariance(negative, positive, conditions.size())
                : guidance.join(negative, positive, conditions.size());
    }

    /** Only the prediction is guided; the variance behind it is the prompt's. */
    private float[] withVariance(float[] negative, float[] positive, int batch) {
        float[] joined = guidance.join(firstHalves(negative, batch), firstHalves(positive, batch), batch);
        float[] all = positive.clone();
        int row = joined.length / batch;
        for (int b = 0; b < batch; b++) {
            System.arraycopy(joined, b * row, all, 2 * b * row, row);
        }
        return all;
    }

    private static float[] firstHalves(float[] output, int batch) {
        int row = output.length / batch / 2;
        float[] halves = new float[output.length / 2];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(output, 2 * b * row, halves, b * row, row);
        }
        return halves;
    }

    private static List<Condition> positives(List<Conditions> conditions) {
        return conditions.stream().map(Conditions::positive).toList();
    }

    private static List<Condition> negatives(List<Conditions> conditions) {
        return conditions.stream().map(c -> c.negative().orElseThrow()).toList();
    }
}
