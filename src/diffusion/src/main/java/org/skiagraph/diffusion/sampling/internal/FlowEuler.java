package org.skiagraph.diffusion.sampling.internal;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Rejected;

/** Euler's method on a rectified flow (arXiv 2403.03206): x = (1 - sigma) x0 + sigma e, the network predicts e - x0. */
final class FlowEuler extends Run {
    private final Settings settings;
    private final double[] sigmas;

    private FlowEuler(Settings settings, SamplingPlan plan, double[] sigmas, double[] timesteps) {
        super(timesteps, firstCall(plan, 1));
        this.settings = settings;
        this.sigmas = sigmas;
    }

    static FlowEuler start(Settings settings, SamplingPlan plan) {
        int train = settings.whole("num_train_timesteps");
        int steps = plan.numInferenceSteps();
        double shift = settings.real("shift");
        boolean dynamic = settings.flag("use_dynamic_shifting");
        // The training range is shifted once by itself, and the visited levels once more: as the reference does.
        double most = dynamic ? 1 : shifted(1, shift);
        double least = dynamic ? 1.0 / train : (float) shifted(1.0 / train, shift);
        double[] levels = Grid.linspace(most, least, steps);
        for (int i = 0; i < steps; i++) {
            levels[i] = dynamic ? dynamically(settings, plan, levels[i]) : shifted(levels[i], shift);
        }
        if (settings.has("shift_terminal")) {
            stretch(levels, settings.real("shift_terminal"));
        }
        if (SigmaLadder.isRespaced(settings)) {
            levels = SigmaLadder.respace(settings, levels[0], levels[steps - 1], steps);
        }
        return inverted(settings, plan, Grid.toFloat(levels), train);
    }

    private static FlowEuler inverted(Settings settings, SamplingPlan plan, double[] levels, int train) {
        boolean invert = settings.flag("invert_sigmas");
        double[] used = levels.clone();
        double[] timesteps = new double[levels.length];
        for (int i = 0; i < levels.length; i++) {
            used[i] = invert ? 1 - levels[i] : levels[i];
            timesteps[i] = (float) (used[i] * train);
        }
        return new FlowEuler(settings, plan, Grid.append(used, invert ? 1 : 0), timesteps);
    }

    private static double shifted(double level, double shift) {
        return shift * level / (1 + (shift - 1) * level);
    }

    private static double dynamically(Settings settings, SamplingPlan plan, double level) {
        double mu = plan.arguments()
                .mu()
                .orElseThrow(() -> new Rejected(
                        settings.className() + ".use_dynamic_shifting",
                        "it needs a mu for the picture's size",
                        "Set use_dynamic_shifting to false and choose a shift"));
        double factor =
                settings.oneOf("time_shift_type", "exponential", "linear").equals("linear") ? mu : StrictMath.exp(mu);
        return factor / (factor + (1 / level - 1));
    }

    private static void stretch(double[] levels, double terminal) {
        double scale = (1 - levels[levels.length - 1]) / (1 - terminal);
        Arrays.setAll(levels, i -> 1 - (1 - levels[i]) / scale);
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        double sigma = sigmas[call];
        double next = sigmas[call + 1];
        if (!settings.flag("stochastic_sampling")) {
            return Mix.of(1, sample).plus(next - sigma, output).toArray();
        }
        return Mix.of(1 - next, sample)
                .plus(-(1 - next) * sigma, output)
                .plus(next, noise.apply(sample.length))
                .toArray();
    }

    @Override
    float[] noised(float[] clean, float[] noise, int call) {
        return Mix.of(1 - sigmas[call], clean).plus(sigmas[call], noise).toArray();
    }
}
