package org.skiagraph.diffusion.sampling.internal;

/** Quantiles of the symmetric beta distribution, by bisection on its distribution function. */
final class BetaDistribution {
    private static final int TERMS = 200;
    private static final int HALVINGS = 80;

    private BetaDistribution() {}

    /** @param shape both parameters, over 0 */
    static double quantile(double probability, double shape) {
        if (probability <= 0 || probability >= 1) {
            return probability <= 0 ? 0 : 1;
        }
        double low = 0;
        double high = 1;
        double total = partial(0.5, shape) * 2;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (cumulative(middle, shape, total) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double cumulative(double x, double shape, double total) {
        return x <= 0.5 ? partial(x, shape) / total : 1 - partial(1 - x, shape) / total;
    }

    /** The incomplete beta function for x up to 1/2: x^a / a (1 + sum of (1-b)_n a / (n! (a + n)) x^n), DLMF 8.17.7. */
    private static double partial(double x, double shape) {
        double sum = 1 / shape;
        double term = 1;
        for (int n = 1; n < TERMS; n++) {
            term *= (n - shape) / n * x;
            sum += term / (shape + n);
        }
        return StrictMath.pow(x, shape) * sum;
    }
}
