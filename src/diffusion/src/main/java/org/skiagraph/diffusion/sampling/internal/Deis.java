package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Rejected;

/** DEIS (arXiv 2204.13902), multistep in log rho: Lagrange polynomials in log(sigma / alpha), integrated exactly. */
final class Deis extends LogSnrRun {
    private static final int SHORT = 15;

    private final int order;
    private final History history;

    Deis(Settings settings, SamplingPlan plan) {
        super(
                settings,
                plan,
                LogSnrLadder.of(
                        settings, plan, new LogSnrLadder.Habits(true, true, LogSnrLadder.FinalSigma.LAST_AGAIN)));
        this.order = settings.whole("solver_order");
        if (order < 1 || order > 3) {
            throw new Rejected(settings.className() + ".solver_order", order + " is not defined", "Use 1, 2 or 3");
        }
        settings.oneOf("algorithm_type", "deis", "dpmsolver", "dpmsolver++");
        this.history = new History(order);
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        Level level = level(call);
        history.add(Prediction.noiseOf(clean(output, sample, call), sample, level.alpha(), level.sigma()));
        int usable = Math.min(history.size(), usableOrder(call));
        double[] weights = weights(call, usable);
        double alpha = level(call + 1).alpha();
        Mix mix = Mix.of(alpha / level.alpha(), sample);
        for (int i = 0; i < usable; i++) {
            mix.plus(alpha * weights[i], history.back(i));
        }
        return mix.toArray();
    }

    private int usableOrder(int call) {
        boolean lower = settings.flag("lower_order_final") && calls() < SHORT;
        if (lower && call >= calls() - 2) {
            return Math.min(order, calls() - call);
        }
        return order;
    }

    private double rho(int call) {
        Level level = level(call);
        return level.sigma() / level.alpha();
    }

    /** Integral over rho, from this call's to the next one's, of the Lagrange polynomials in log rho. */
    private double[] weights(int call, int usable) {
        double from = rho(call);
        double to = rho(call + 1);
        if (usable == 1) {
            return new double[] {to - from};
        }
        double[] logs = new double[usable];
        for (int i = 0; i < usable; i++) {
            logs[i] = StrictMath.log(rho(call - i));
        }
        double[] weights = new double[usable];
        for (int i = 0; i < usable; i++) {
            weights[i] = integral(to, logs, i) - integral(from, logs, i);
        }
        return weights;
    }

    /** The antiderivative at rho of the polynomial that is 1 at node i; by parts, since d(rho)/d(log rho) = rho. */
    private static double integral(double rho, double[] logs, int i) {
        double at = StrictMath.log(rho);
        if (logs.length == 2) {
            double other = logs[1 - i];
            return rho * (at - other - 1) / (logs[i] - other);
        }
        double c = logs[(i + 1) % 3];
        double d = logs[(i + 2) % 3];
        double value = (at - c) * (at - d) - (2 * at - c - d) + 2;
        return rho * value / ((logs[i] - c) * (logs[i] - d));
    }
}
