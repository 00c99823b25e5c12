package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/** DDIM (arXiv 2010.02502, equation 12). */
final class Ddim extends DiscreteRun {
    Ddim(Settings settings, SamplingPlan plan) {
        this(settings, plan, Spacing.discrete(settings, plan.numInferenceSteps(), "leading"));
    }

    /** MONAI's: the same step over its own timesteps. */
    static Ddim monai(Settings settings, SamplingPlan plan) {
        return new Ddim(settings, plan, Spacing.monai(settings, plan.numInferenceSteps()));
    }

    private Ddim(Settings settings, SamplingPlan plan, double[] timesteps) {
        super(settings, plan, timesteps, firstCall(plan, 1));
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        int timestep = (int) timestep(call);
        double level = level(timestep);
        double next = level(timestep - stride());
        double alpha = Math.sqrt(level);
        double sigma = Math.sqrt(1 - level);
        double eta = plan.arguments().eta();
        double deviation = eta * Math.sqrt((1 - next) / (1 - level) * (1 - level / next));
        double ahead = Math.sqrt(Math.max(0, 1 - next - deviation * deviation));
        Mix mix = clipping.changesAnything()
                ? clipped(output, sample, new LogSnrRun.Level(alpha, sigma), Math.sqrt(next), ahead)
                : plain(output, sample, new LogSnrRun.Level(alpha, sigma), Math.sqrt(next), ahead);
        return eta > 0 ? mix.plus(deviation, noise.apply(sample.length)).toArray() : mix.toArray();
    }

    private Mix plain(float[] output, float[] sample, LogSnrRun.Level level, double cleanShare, double noiseShare) {
        Prediction.Parts clean = prediction.cleanParts(level.alpha(), level.sigma());
        Prediction.Parts direction = prediction.noiseParts(level.alpha(), level.sigma());
        return Mix.of(cleanShare * clean.output() + noiseShare * direction.output(), output)
                .plus(cleanShare * clean.sample() + noiseShare * direction.sample(), sample);
    }

    private Mix clipped(float[] output, float[] sample, LogSnrRun.Level level, double cleanShare, double noiseShare) {
        float[] clean = clipping.apply(prediction.clean(output, sample, level.alpha(), level.sigma()));
        float[] direction = plan.arguments().useClippedModelOutput()
                ? Prediction.noiseOf(clean, sample, level.alpha(), level.sigma())
                : prediction.noise(output, sample, level.alpha(), level.sigma());
        return Mix.of(cleanShare, clean).plus(noiseShare, direction);
    }
}
