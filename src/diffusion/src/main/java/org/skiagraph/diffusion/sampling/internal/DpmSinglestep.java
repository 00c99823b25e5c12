package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Rejected;

/**
 * DPM-Solver and DPM-Solver++, single-step: groups of one to three calls; each call of a group steps again from the
 * group's start, with one difference more.
 */
final class DpmSinglestep extends LogSnrRun {
    private final ExponentialStep solver;
    private final int[] orders;
    private final History history;
    private float[] start;

    DpmSinglestep(Settings settings, SamplingPlan plan) {
        super(
                settings,
                plan,
                LogSnrLadder.of(
                        settings, plan, new LogSnrLadder.Habits(true, false, LogSnrLadder.FinalSigma.LEAST_TRAINED)));
        this.solver = new ExponentialStep(ExponentialStep.Algorithm.of(settings), ExponentialStep.Slope.of(settings));
        if (solver.algorithm() == ExponentialStep.Algorithm.SDE_DPMSOLVER) {
            throw new Rejected(
                    settings.className() + ".algorithm_type",
                    "sde-dpmsolver is not defined for single-step",
                    "Use sde-dpmsolver++");
        }
        int order = DpmMultistep.order(settings, solver);
        this.orders = orders(order, plan.numInferenceSteps());
        this.history = new History(order);
    }

    /** Groups 1 2 .. order, shorter at the end so that the last step is of order 1 (or a group is just full). */
    private int[] orders(int order, int steps) {
        boolean zero = settings.oneOf("final_sigmas_type", "zero", "sigma_min").equals("zero");
        boolean lower = settings.flag("lower_order_final") || steps % order != 0 || zero;
        int[] orders = new int[steps];
        for (int i = 0; i < steps; i++) {
            orders[i] = i % order + 1;
        }
        if (lower && order > 1) {
            orders[steps - 1] = 1;
            if (order == 3 && steps % 3 == 0 && steps > 1) {
                orders[steps - 2] = 2;
            } else if (order == 3 && steps % 3 == 2) {
                orders[steps - 1] = 2;
            }
        }
        if (zero) {
            orders[steps - 1] = 1;
        }
        return orders;
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        history.add(solver.algorithm().expandsClean() ? clean(output, sample, call) : noise(output, sample, call));
        int order = Math.min(orders[call], history.size());
        if (order == 1) {
            start = sample;
        }
        boolean exact = order == 3;
        ExponentialStep step = exact ? solver.with(ExponentialStep.Slope.HEUN) : solver;
        return step.advance(
                level(call - order + 1),
                level(call + 1),
                start,
                differences(call, order),
                () -> noise.apply(sample.length));
    }

    private float[][] differences(int call, int order) {
        float[] m0 = history.back(0);
        if (order == 1) {
            return new float[][] {m0};
        }
        double origin = level(call - order + 1).lambda();
        double h = level(call + 1).lambda() - origin;
        double r0 = (level(call).lambda() - origin) / h;
        float[] base = history.back(order - 1);
        float[] outer = Mix.of(1 / r0, m0).plus(-1 / r0, base).toArray();
        if (order == 2) {
            return new float[][] {base, outer};
        }
        if (solver.slope() == ExponentialStep.Slope.MIDPOINT) {
            return new float[][] {base, outer};
        }
        double r1 = (level(call - 1).lambda() - origin) / h;
        float[] inner = Mix.of(1 / r1, history.back(1)).plus(-1 / r1, base).toArray();
        return new float[][] {
            base,
            Mix.of(r0 / (r0 - r1), inner).plus(-r1 / (r0 - r1), outer).toArray(),
            Mix.of(2 / (r0 - r1), outer).plus(-2 / (r0 - r1), inner).toArray()
        };
    }
}
