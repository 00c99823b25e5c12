package org.skiagraph.diffusion.family;

/**
 * Classifier-free guidance (arXiv 2207.12598), with rescale (arXiv 2305.08891, 3.4) and interval (arXiv 2404.07724).
 *
 * @param formula how the two predictions are joined
 * @param scale g, finite, at least 0
 * @param rescale 0 (none) to 1
 * @param start share of the calls before which only the prompt is used, 0 to 1
 * @param stop share of the calls from which on only the prompt is used, start to 1
 * @param offAt scale at and below which only the prompt is used
 */
public record Guidance(Formula formula, double scale, double rescale, double start, double stop, double offAt) {

    /** With the formula's own neutral scale. */
    public Guidance(Formula formula, double scale, double rescale, double start, double stop) {
        this(formula, scale, rescale, start, stop, formula.neutralScale);
    }

    /** The same, off at and below another scale. */
    public Guidance offAt(double offAtScale) {
        return new Guidance(formula, scale, rescale, start, stop, offAtScale);
    }

    /** Both formulas that are in use; they differ by 1 in g. */
    public enum Formula {
        /** u + g (c - u). */
        STANDARD("u + g*(c-u)", 1),
        /** (g + 1) c - g u. */
        SHIFTED("(g+1)*c - g*u", 0);

        private final String text;
        private final double neutralScale;

        Formula(String text, double neutralScale) {
            this.text = text;
            this.neutralScale = neutralScale;
        }

        /** The formula that a manifest writes so; spaces do not count. */
        public static Formula of(String text) {
            for (Formula formula : values()) {
                if (formula.text.replace(" ", "").equals(text.replace(" ", ""))) {
                    return formula;
                }
            }
            throw new org.skiagraph.domain.Rejected(
                    "guidanceFormula",
                    "\"" + text + "\" is not known",
                    "Write \"" + STANDARD.text + "\" or \"" + SHIFTED.text + "\"");
        }
    }

    /** Whether the negative side counts at all. At or below the neutral scale diffusers leaves it out, and so do we. */
    public boolean isOn() {
        return scale > offAt;
    }

    /** Whether the negative side counts at this loop index. */
    public boolean isOnAt(int call, int calls) {
        double share = (double) call / calls;
        return isOn() && share >= start && share < stop;
    }

    /**
     * Joins the two predictions.
     *
     * @param negative float32 [batch, ...]
     * @param positive the same shape
     */
    float[] join(float[] negative, float[] positive, int batch) {
        // Both formulas are this one, with g or g + 1; float32 throughout, as the reference pipelines compute it.
        float g = (float) (formula == Formula.STANDARD ? scale : scale + 1);
        float[] guided = new float[positive.length];
        for (int i = 0; i < guided.length; i++) {
            guided[i] = negative[i] + g * (positive[i] - negative[i]);
        }
        if (rescale > 0) {
            rescale(guided, positive, batch);
        }
        return guided;
    }

    private void rescale(float[] guided, float[] positive, int batch) {
        int row = guided.length / batch;
        for (int b = 0; b < batch; b++) {
            double ratio = deviation(positive, b * row, row) / deviation(guided, b * row, row);
            double factor = rescale * ratio + (1 - rescale);
            for (int i = b * row; i < (b + 1) * row; i++) {
                guided[i] = (float) (guided[i] * factor);
            }
        }
    }

    /** The sample standard deviation (divisor n - 1, as torch's default) of one row. */
    private static double deviation(float[] values, int from, int length) {
        double mean = 0;
        for (int i = from; i < from + length; i++) {
            mean += values[i];
        }
        mean /= length;
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(sum / (length - 1));
    }
}
