package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Rejected;

/** DPM-Solver and DPM-Solver++, multistep, of order 1 to 3. */
final class DpmMultistep extends LogSnrRun {
    private static final int SHORT = 15;

    private final ExponentialStep solver;
    private final int order;
    private final History history;

    DpmMultistep(Settings settings, SamplingPlan plan) {
        super(settings, plan, ladder(settings, plan));
        this.solver = new ExponentialStep(ExponentialStep.Algorithm.of(settings), ExponentialStep.Slope.of(settings));
        this.order = order(settings, solver);
        this.history = new History(order);
    }

    private static LogSnrLadder ladder(Settings settings, SamplingPlan plan) {
        boolean round = !"squaredcos_cap_v2".equals(settings.values().get("beta_schedule"));
        return LogSnrLadder.of(
                settings, plan, new LogSnrLadder.Habits(round, true, LogSnrLadder.FinalSigma.LEAST_TRAINED));
    }

    /** Checks the order, and that noise prediction does not end at zero, where its weights are infinite. */
    static int order(Settings settings, ExponentialStep solver) {
        int order = settings.whole("solver_order");
        boolean known = order >= 1 && order <= 3;
        if (!known || (order == 3 && solver.algorithm() == ExponentialStep.Algorithm.SDE_DPMSOLVER)) {
            throw new Rejected(settings.className() + ".solver_order", order + " is not defined", "Use 1, 2 or 3");
        }
        boolean zero = settings.oneOf("final_sigmas_type", "zero", "sigma_min").equals("zero");
        if (zero && !solver.algorithm().expandsClean()) {
            throw new Rejected(
                    settings.className() + ".final_sigmas_type",
                    "noise prediction cannot end at zero",
                    "Set final_sigmas_type to sigma_min, or use dpmsolver++");
        }
        return order;
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        history.add(solver.algorithm().expandsClean() ? clean(output, sample, call) : noise(output, sample, call));
        int usable = Math.min(history.size(), usableOrder(call));
        ExponentialStep step = usable == 3 ? solver.with(ExponentialStep.Slope.HEUN) : solver;
        return step.advance(
                level(call), level(call + 1), sample, differences(call, usable), () -> noise.apply(sample.length));
    }

    private int usableOrder(int call) {
        boolean shortRun = calls() < SHORT;
        boolean lower = settings.flag("lower_order_final") && shortRun;
        boolean zero = settings.oneOf("final_sigmas_type", "zero", "sigma_min").equals("zero");
        if (call == calls() - 1 && (settings.flag("euler_at_final") || lower || zero)) {
            return 1;
        }
        return call == calls() - 2 && lower ? Math.min(order, 2) : order;
    }

    private float[][] differences(int call, int usable) {
        float[] m0 = history.back(0);
        if (usable == 1) {
            return new float[][] {m0};
        }
        double lambda = level(call).lambda();
        double h = level(call + 1).lambda() - lambda;
        double r0 = (lambda - level(call - 1).lambda()) / h;
        float[] m1 = history.back(1);
        float[] first = Mix.of(1 / r0, m0).plus(-1 / r0, m1).toArray();
        if (usable == 2) {
            return new float[][] {m0, first};
        }
        double r1 = (level(call - 1).lambda() - level(call - 2).lambda()) / h;
        float[] earlier = Mix.of(1 / r1, m1).plus(-1 / r1, history.back(2)).toArray();
        double share = r0 / (r0 + r1);
        return new float[][] {
            m0,
            Mix.of(1 + share, first).plus(-share, earlier).toArray(),
            Mix.of(1 / (r0 + r1), first).plus(-1 / (r0 + r1), earlier).toArray()
        };
    }
}
