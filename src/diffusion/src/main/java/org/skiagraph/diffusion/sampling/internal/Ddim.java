package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/** DDIM (arXiv 2010.02502, equation 12). */
final class Ddim extends DiscreteRun {
    Ddim(Settings settings, SamplingPlan plan) {
        super(settings, plan, Spacing.discrete(settings, plan.numInferenceSteps(), "leading"), firstCall(plan, 1));
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        int timestep = (int) timestep(call);
        double level = level(timestep);
        double next = level(timestep - stride());
        double alpha = Math.sqrt(level);
        double sigma = Math.sqrt(1 - level);
        float[] clean = clipping.apply(prediction.clean(output, sample, alpha, sigma));
        float[] direction = plan.arguments().useClippedModelOutput()
                ? Prediction.noiseOf(clean, sample, alpha, sigma)
                : prediction.noise(output, sample, alpha, sigma);
        double eta = plan.arguments().eta();
        double deviation = eta * Math.sqrt((1 - next) / (1 - level) * (1 - level / next));
        Mix mix = Mix.of(Math.sqrt(next), clean)
                .plus(Math.sqrt(Math.max(0, 1 - next - deviation * deviation)), direction);
        return eta > 0 ? mix.plus(deviation, noise.apply(sample.length)).toArray() : mix.toArray();
    }
}
