package org.skiagraph.diffusion.sampling.internal;

import java.util.function.Supplier;
import org.skiagraph.diffusion.sampling.internal.LogSnrRun.Level;

/**
 * One step of DPM-Solver (arXiv 2206.00927) or DPM-Solver++ (arXiv 2211.01095), deterministic or with noise: the exact
 * solution of the linear part, and a Taylor expansion of the prediction over lambda.
 *
 * @param algorithm which quantity is expanded, and whether noise is added
 * @param slope weight of the first difference: the midpoint rule's or the exact one
 */
record ExponentialStep(Algorithm algorithm, Slope slope) {

    /** What diffusers' algorithm_type says. */
    enum Algorithm {
        DPMSOLVER_PP("dpmsolver++"),
        DPMSOLVER("dpmsolver"),
        SDE_DPMSOLVER_PP("sde-dpmsolver++"),
        SDE_DPMSOLVER("sde-dpmsolver");

        private final String text;

        Algorithm(String text) {
            this.text = text;
        }

        static Algorithm of(Settings settings) {
            String text = settings.oneOf(
                    "algorithm_type", "dpmsolver++", "dpmsolver", "sde-dpmsolver++", "sde-dpmsolver", "deis");
            if (text.equals("deis")) {
                // Left over from a DEIS configuration: the reference takes its own usual one then.
                return DPMSOLVER_PP;
            }
            for (Algorithm algorithm : values()) {
                if (algorithm.text.equals(text)) {
                    return algorithm;
                }
            }
            throw new IllegalStateException(text);
        }

        /** Whether clean samples are expanded, or else noise. */
        boolean expandsClean() {
            return this == DPMSOLVER_PP || this == SDE_DPMSOLVER_PP;
        }

        boolean drawsNoise() {
            return this == SDE_DPMSOLVER_PP || this == SDE_DPMSOLVER;
        }
    }

    /** solver_type. */
    enum Slope {
        MIDPOINT,
        HEUN;

        static Slope of(Settings settings) {
            return settings.oneOf("solver_type", "midpoint", "heun", "bh1", "bh2", "logrho")
                            .equals("heun")
                    ? HEUN
                    : MIDPOINT;
        }
    }

    ExponentialStep with(Slope other) {
        return new ExponentialStep(algorithm, other);
    }

    /**
     * Steps from one level to another.
     *
     * @param differences prediction at the first level, then its first and second differences as far as known
     */
    float[] advance(Level from, Level to, float[] sample, float[][] differences, Supplier<float[]> noise) {
        double h = to.lambda() - from.lambda();
        Mix mix = Mix.of(keep(from, to, h), sample);
        for (int order = 0; order < differences.length; order++) {
            mix.plus(weight(order, to, h), differences[order]);
        }
        return algorithm.drawsNoise() ? mix.plus(deviation(to, h), noise.get()).toArray() : mix.toArray();
    }

    private double keep(Level from, Level to, double h) {
        return switch (algorithm) {
            case DPMSOLVER_PP -> to.sigma() / from.sigma();
            case SDE_DPMSOLVER_PP -> to.sigma() / from.sigma() * StrictMath.exp(-h);
            case DPMSOLVER, SDE_DPMSOLVER -> to.alpha() / from.alpha();
        };
    }

    private double weight(int order, Level to, double h) {
        return switch (algorithm) {
            case DPMSOLVER_PP -> -to.alpha() * series(order, h, StrictMath.exp(-h) - 1, -1);
            case DPMSOLVER -> -to.sigma() * series(order, h, StrictMath.exp(h) - 1, 1);
            case SDE_DPMSOLVER_PP -> -to.alpha() * series(order, 2 * h, StrictMath.exp(-2 * h) - 1, -1);
            case SDE_DPMSOLVER -> -2 * to.sigma() * series(order, h, StrictMath.exp(h) - 1, 1);
        };
    }

    /** Weights of the expansion's terms: e, then e/2 or e/h -+ 1, then (e -+ h)/h^2 - 1/2. */
    private double series(int order, double h, double e, int sign) {
        return switch (order) {
            case 0 -> e;
            case 1 -> slope == Slope.MIDPOINT ? 0.5 * e : sign * e / h - 1;
            // The stochastic third order adds the half that the others subtract: so does the reference.
            default -> (e - sign * h) / (h * h) - (algorithm == Algorithm.SDE_DPMSOLVER_PP ? -0.5 : 0.5);
        };
    }

    private double deviation(Level to, double h) {
        return algorithm == Algorithm.SDE_DPMSOLVER
                ? to.sigma() * Math.sqrt(StrictMath.exp(2 * h) - 1)
                : to.sigma() * Math.sqrt(1 - StrictMath.exp(-2 * h));
    }
}
