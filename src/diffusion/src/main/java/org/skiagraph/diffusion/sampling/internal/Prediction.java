package org.skiagraph.diffusion.sampling.internal;

/** What the network predicts, and how the clean sample and the noise follow from it where x = alpha x0 + sigma e. */
enum Prediction {
    EPSILON,
    SAMPLE,
    V_PREDICTION,
    FLOW_PREDICTION;

    static Prediction of(Settings settings) {
        return switch (settings.oneOf(
                "prediction_type", "epsilon", "sample", "original_sample", "v_prediction", "flow_prediction")) {
            case "epsilon" -> EPSILON;
            case "v_prediction" -> V_PREDICTION;
            case "flow_prediction" -> FLOW_PREDICTION;
            default -> SAMPLE;
        };
    }

    /** The clean sample. */
    float[] clean(float[] output, float[] x, double alpha, double sigma) {
        return switch (this) {
            case EPSILON -> Mix.of(1 / alpha, x).plus(-sigma / alpha, output).toArray();
            case SAMPLE -> output;
            case V_PREDICTION -> Mix.of(alpha, x).plus(-sigma, output).toArray();
            case FLOW_PREDICTION -> Mix.of(1, x).plus(-sigma, output).toArray();
        };
    }

    /** The noise. */
    float[] noise(float[] output, float[] x, double alpha, double sigma) {
        return switch (this) {
            case EPSILON -> output;
            case SAMPLE -> noiseOf(output, x, alpha, sigma);
            case V_PREDICTION -> Mix.of(alpha, output).plus(sigma, x).toArray();
            case FLOW_PREDICTION -> noiseOf(clean(output, x, alpha, sigma), x, alpha, sigma);
        };
    }

    /** The clean sample as a sum of output and x, so that a step that changes neither need not make it. */
    Parts cleanParts(double alpha, double sigma) {
        return switch (this) {
            case EPSILON -> new Parts(-sigma / alpha, 1 / alpha);
            case SAMPLE -> new Parts(1, 0);
            case V_PREDICTION -> new Parts(-sigma, alpha);
            case FLOW_PREDICTION -> new Parts(-sigma, 1);
        };
    }

    /** The noise as a sum of output and x. */
    Parts noiseParts(double alpha, double sigma) {
        return switch (this) {
            case EPSILON -> new Parts(1, 0);
            case V_PREDICTION -> new Parts(alpha, sigma);
            case SAMPLE, FLOW_PREDICTION -> {
                Parts clean = cleanParts(alpha, sigma);
                yield new Parts(-alpha / sigma * clean.output(), (1 - alpha * clean.sample()) / sigma);
            }
        };
    }

    /** Factors of the network's output and of the sample that it was given. */
    record Parts(double output, double sample) {}

    /** The noise that belongs to a clean sample. */
    static float[] noiseOf(float[] clean, float[] x, double alpha, double sigma) {
        return Mix.of(1 / sigma, x).plus(-alpha / sigma, clean).toArray();
    }
}
