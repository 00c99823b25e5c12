package org.skiagraph.diffusion.sampling.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Rejected;

/**
 * UniPC (arXiv 2302.04867): each call's prediction first corrects the sample that it was made for, and then predicts the
 * next one.
 */
final class UniPc extends LogSnrRun {
    private static final int MOST_ORDER = 5;

    private final boolean expandsClean;
    private final boolean bh1;
    private final int order;
    private final History history;
    private float[] corrected;
    private int lastOrder;

    UniPc(Settings settings, SamplingPlan plan) {
        super(
                settings,
                plan,
                LogSnrLadder.of(
                        settings, plan, new LogSnrLadder.Habits(true, true, LogSnrLadder.FinalSigma.LAST_AGAIN)));
        settings.refuse("solver_p");
        this.expandsClean = settings.flag("predict_x0");
        this.bh1 = settings.oneOf("solver_type", "bh2", "bh1", "midpoint", "heun", "logrho")
                .equals("bh1");
        this.order = settings.whole("solver_order");
        if (order < 1 || order > MOST_ORDER) {
            throw new Rejected(
                    settings.className() + ".solver_order", order + " is out of range", "Use 1 to " + MOST_ORDER);
        }
        if (bh1 && settings.oneOf("final_sigmas_type", "zero", "sigma_min").equals("zero")) {
            // B(h) = h is infinite there; the reference gives NaN.
            throw new Rejected(
                    settings.className() + ".final_sigmas_type",
                    "bh1 cannot end at zero",
                    "Set final_sigmas_type to sigma_min, or solver_type to bh2");
        }
        this.history = new History(order);
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        float[] prediction = expandsClean ? clean(output, sample, call) : noise(output, sample, call);
        float[] current = corrects(call) ? correct(prediction, call) : sample;
        history.add(prediction);
        int wanted = settings.flag("lower_order_final") ? Math.min(order, calls() - call) : order;
        lastOrder = Math.min(wanted, history.size());
        corrected = current;
        return predict(current, call);
    }

    private boolean corrects(int call) {
        boolean disabled = settings.list("disable_corrector").stream()
                .anyMatch(index -> index instanceof Number number && number.intValue() == call - 1);
        return call > 0 && corrected != null && !disabled;
    }

    private float[] predict(float[] sample, int call) {
        Expansion expansion = new Expansion(call, call + 1, lastOrder);
        Mix mix = expansion.linear(sample);
        double[] weights = lastOrder == 2 ? new double[] {0.5} : expansion.solve(lastOrder - 1);
        for (int i = 0; i < lastOrder - 1; i++) {
            expansion.addDifference(mix, weights[i], i);
        }
        return mix.toArray();
    }

    /** Steps again to the call that has just been predicted for, now knowing its prediction. */
    private float[] correct(float[] prediction, int call) {
        Expansion expansion = new Expansion(call - 1, call, lastOrder);
        Mix mix = expansion.linear(corrected);
        double[] weights = lastOrder == 1 ? new double[] {0.5} : expansion.solve(lastOrder);
        for (int i = 0; i < lastOrder - 1; i++) {
            expansion.addDifference(mix, weights[i], i);
        }
        double weight = expansion.scale() * weights[lastOrder - 1];
        return mix.plus(weight, prediction).plus(-weight, history.back(0)).toArray();
    }

    /** The expansion about one call, towards another, with the differences to the calls before. */
    private final class Expansion {
        private final Level from;
        private final Level to;
        private final double hh;
        private final List<Double> ratios = new ArrayList<>();

        Expansion(int fromCall, int toCall, int order) {
            this.from = level(fromCall);
            this.to = level(toCall);
            double h = to.lambda() - from.lambda();
            this.hh = expandsClean ? -h : h;
            for (int i = 1; i < order; i++) {
                ratios.add((level(fromCall - i).lambda() - from.lambda()) / h);
            }
            ratios.add(1.0);
        }

        Mix linear(float[] sample) {
            double phi = StrictMath.expm1(hh);
            return expandsClean
                    ? Mix.of(to.sigma() / from.sigma(), sample).plus(-to.alpha() * phi, history.back(0))
                    : Mix.of(to.alpha() / from.alpha(), sample).plus(-to.sigma() * phi, history.back(0));
        }

        private double b() {
            return bh1 ? hh : StrictMath.expm1(hh);
        }

        double scale() {
            return -(expandsClean ? to.alpha() : to.sigma()) * b();
        }

        void addDifference(Mix mix, double weight, int index) {
            double factor = scale() * weight / ratios.get(index);
            mix.plus(factor, history.back(index + 1)).plus(-factor, history.back(0));
        }

        /** Weights of the first {@code count} ratios: a Vandermonde system against the phi functions. */
        double[] solve(int count) {
            double[][] rows = new double[count][count + 1];
            double phi = StrictMath.expm1(hh) / hh - 1;
            double factorial = 1;
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < count; k++) {
                    rows[i][k] = power(ratios.get(k), i);
                }
                rows[i][count] = phi * factorial / b();
                factorial *= i + 2;
                phi = phi / hh - 1 / factorial;
            }
            return Elimination.solve(rows);
        }

        private static double power(double base, int exponent) {
            double product = 1;
            for (int i = 0; i < exponent; i++) {
                product *= base;
            }
            return product;
        }
    }
}
