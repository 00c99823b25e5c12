package org.skiagraph.diffusion.sampling.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/**
 * PNDM (arXiv 2202.09778): linear multistep over noise predictions, after Runge-Kutta steps or, where these are skipped,
 * after one step that is taken twice. Either way there are more calls than steps.
 */
final class Pndm extends DiscreteRun {
    private static final int ORDER = 4;

    private final int rungeKuttaCalls;
    private final List<float[]> predictions = new ArrayList<>();
    private int counter;
    private float[] base;
    private float[] blended;

    Pndm(Settings settings, SamplingPlan plan) {
        this(settings, plan, timesteps(settings, plan));
    }

    /**
     * MONAI's. Without Runge-Kutta steps it makes as many calls as there are steps: the second call repeats the first step
     * all the same, so from then on the sample is one step behind the timestep.
     */
    static Pndm monai(Settings settings, SamplingPlan plan) {
        boolean plain = settings.flag("skip_prk_steps");
        return new Pndm(
                settings,
                plan,
                plain ? Spacing.discrete(settings, plan.numInferenceSteps(), "leading") : timesteps(settings, plan));
    }

    private Pndm(Settings settings, SamplingPlan plan, double[] timesteps) {
        super(settings, plan, timesteps, firstCall(plan, 1));
        this.rungeKuttaCalls = settings.flag("skip_prk_steps") ? 0 : (ORDER - 1) * 4;
    }

    private static double[] timesteps(Settings settings, SamplingPlan plan) {
        double[] falling = Spacing.discrete(settings, plan.numInferenceSteps(), "leading");
        List<Double> calls = new ArrayList<>();
        if (settings.flag("skip_prk_steps")) {
            for (int i = 0; i < falling.length; i++) {
                calls.add(falling[i]);
                if (i == 1) {
                    calls.add(falling[i]);
                }
            }
        } else {
            int half = settings.whole("num_train_timesteps") / plan.numInferenceSteps() / 2;
            for (int i = 0; i + 1 < ORDER && i + 1 < falling.length; i++) {
                calls.addAll(List.of(falling[i], falling[i + 1] + half, falling[i + 1] + half, falling[i + 1]));
            }
            for (int i = ORDER - 1; i < falling.length; i++) {
                calls.add(falling[i]);
            }
        }
        return calls.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        float[] next = counter < rungeKuttaCalls ? rungeKutta(output, sample, call) : multistep(output, sample, call);
        counter++;
        return next;
    }

    /** Four calls per step, weighted 1/6, 1/3, 1/3, 1/6. */
    private float[] rungeKutta(float[] output, float[] sample, int call) {
        int stage = counter % 4;
        // Counted from the schedule's start even where image-to-image begins later, as the reference does.
        int from = (int) timestep(counter - stage);
        if (stage == 0) {
            predictions.add(output);
            base = sample;
            blended = new float[output.length];
        }
        double weight = stage == 0 || stage == 3 ? 1.0 / 6 : 1.0 / 3;
        blended = Mix.of(1, blended).plus(weight, output).toArray();
        // Halves of an odd stride are cut, so where a stage steps to follows from the call's own timestep.
        int to = (int) timestep(call) - (stage % 2 == 0 ? stride() / 2 : 0);
        return transfer(base, from, to, stage == 3 ? blended : output);
    }

    private float[] multistep(float[] output, float[] sample, int call) {
        int timestep = (int) timestep(call);
        int from = timestep;
        int to = timestep - stride();
        float[] start = sample;
        int past = counter - (rungeKuttaCalls > 0 ? Integer.MAX_VALUE / 2 : 0);
        if (past == 1) {
            // The second call repeats the first step, now with the mean of both predictions.
            from = timestep + stride();
            to = timestep;
            start = base;
        } else {
            predictions.add(output);
        }
        if (past == 0) {
            base = sample;
        }
        return transfer(start, from, to, combined(output, past == 1));
    }

    /** Adams-Bashforth weights of the order that the history allows. */
    private float[] combined(float[] output, boolean repeated) {
        int n = predictions.size();
        if (repeated) {
            return Mix.of(0.5, output).plus(0.5, predictions.get(n - 1)).toArray();
        }
        double[] weights =
                switch (Math.min(n, 4)) {
                    case 1 -> new double[] {1};
                    case 2 -> new double[] {3 / 2.0, -1 / 2.0};
                    case 3 -> new double[] {23 / 12.0, -16 / 12.0, 5 / 12.0};
                    default -> new double[] {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0};
                };
        Mix mix = Mix.of(weights[0], predictions.get(n - 1));
        for (int i = 1; i < weights.length; i++) {
            mix.plus(weights[i], predictions.get(n - 1 - i));
        }
        return mix.toArray();
    }

    /** Equation 9 of the paper. */
    private float[] transfer(float[] sample, int from, int to, float[] output) {
        double level = level(from);
        double next = level(to);
        float[] noise = prediction == Prediction.V_PREDICTION
                ? prediction.noise(output, sample, Math.sqrt(level), Math.sqrt(1 - level))
                : output;
        double denominator = level * Math.sqrt(1 - next) + Math.sqrt(level * (1 - level) * next);
        return Mix.of(Math.sqrt(next / level), sample)
                .plus(-(next - level) / denominator, noise)
                .toArray();
    }
}
