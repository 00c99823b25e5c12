package org.skiagraph.diffusion.sampling.internal;

import java.util.List;

/**
 * The training schedule: alphas_cumprod by timestep. Values are rounded to float32 where torch rounds them, so that long
 * runs stay within the reference's tolerance.
 */
final class NoiseLevels {
    /** The cosine schedule with betas from 0.0001 to 0.9999, of MONAI and of Cheff's super-resolution; no word of diffusers. */
    private static final String BOUNDED = "cosine_bounded";

    private final float[] betas;
    private final float[] alphasCumprod;

    private NoiseLevels(float[] betas, float[] alphasCumprod) {
        this.betas = betas;
        this.alphasCumprod = alphasCumprod;
    }

    static NoiseLevels of(Settings settings) {
        float[] betas = betas(settings);
        if (settings.flag("rescale_betas_zero_snr")) {
            betas = zeroTerminalSnr(betas);
        }
        return new NoiseLevels(betas, cumulativeAlphas(betas));
    }

    /** scaled_linear with betas in double, and only their product rounded: as Medfusion builds its own. */
    static NoiseLevels inDouble(Settings settings) {
        boolean scaled =
                settings.oneOf("beta_schedule", "scaled_linear", "linear").equals("scaled_linear");
        double start = settings.real("beta_start");
        double end = settings.real("beta_end");
        int count = settings.whole("num_train_timesteps");
        double[] grid =
                scaled ? Grid.linspace(Math.sqrt(start), Math.sqrt(end), count) : Grid.linspace(start, end, count);
        float[] betas = new float[count];
        float[] levels = new float[count];
        double product = 1;
        for (int i = 0; i < count; i++) {
            double beta = scaled ? grid[i] * grid[i] : grid[i];
            product *= 1 - beta;
            betas[i] = (float) beta;
            levels[i] = (float) product;
        }
        return new NoiseLevels(betas, levels);
    }

    int size() {
        return alphasCumprod.length;
    }

    /** What one training step takes away, as torch keeps it. */
    float beta(int timestep) {
        return betas[timestep];
    }

    double alphaCumprod(int timestep) {
        return alphasCumprod[timestep];
    }

    /** The same with another value at the last timestep. */
    NoiseLevels withLast(double value) {
        float[] changed = alphasCumprod.clone();
        changed[changed.length - 1] = (float) value;
        return new NoiseLevels(betas, changed);
    }

    /** sqrt((1 - a) / a) by timestep, rising. */
    double[] sigmas() {
        double[] sigmas = new double[alphasCumprod.length];
        for (int i = 0; i < sigmas.length; i++) {
            float ratio = (1f - alphasCumprod[i]) / alphasCumprod[i];
            sigmas[i] = (float) Math.sqrt(ratio);
        }
        return sigmas;
    }

    private static float[] betas(Settings settings) {
        int count = settings.whole("num_train_timesteps");
        if (settings.has("trained_betas")) {
            return trained(settings.list("trained_betas"));
        }
        double start = settings.real("beta_start");
        double end = settings.real("beta_end");
        return switch (settings.oneOf(
                "beta_schedule", "linear", "scaled_linear", "squaredcos_cap_v2", "sigmoid", BOUNDED)) {
            case "linear" -> rounded(Grid.linspace(start, end, count), false);
            case "scaled_linear" -> rounded(Grid.linspace(Math.sqrt(start), Math.sqrt(end), count), true);
            case "sigmoid" -> sigmoid(start, end, count);
            case BOUNDED -> cosine(count, 1e-4, 0.9999);
            default -> cosine(count, 0, 0.999);
        };
    }

    private static float[] trained(List<?> given) {
        float[] betas = new float[given.size()];
        for (int i = 0; i < betas.length; i++) {
            betas[i] = ((Number) given.get(i)).floatValue();
        }
        return betas;
    }

    private static float[] rounded(double[] values, boolean square) {
        float[] betas = new float[values.length];
        for (int i = 0; i < betas.length; i++) {
            float value = (float) values[i];
            betas[i] = square ? value * value : value;
        }
        return betas;
    }

    /** From start to end along the logistic function of -6 to 6. */
    private static float[] sigmoid(double start, double end, int count) {
        double[] grid = Grid.linspace(-6, 6, count);
        float[] betas = new float[count];
        for (int i = 0; i < count; i++) {
            betas[i] = (float) (start + (end - start) / (1 + StrictMath.exp(-grid[i])));
        }
        return betas;
    }

    /** Nichol and Dhariwal, arXiv 2102.09672, equation 17, with bounds that differ between libraries. */
    private static float[] cosine(int count, double least, double most) {
        float[] betas = new float[count];
        for (int i = 0; i < count; i++) {
            double now = cosineLevel((double) i / count);
            double next = cosineLevel((double) (i + 1) / count);
            betas[i] = (float) Math.min(Math.max(1 - next / now, least), most);
        }
        return betas;
    }

    private static double cosineLevel(double share) {
        double cosine = StrictMath.cos((share + 0.008) / 1.008 * Math.PI / 2);
        return cosine * cosine;
    }

    /** Lin et al., arXiv 2305.08891, algorithm 1: shifts and scales sqrt(alphas_cumprod) so that its last is 0. */
    private static float[] zeroTerminalSnr(float[] betas) {
        float[] levels = cumulativeAlphas(betas);
        int last = levels.length - 1;
        float first = (float) Math.sqrt(levels[0]);
        float end = (float) Math.sqrt(levels[last]);
        float[] scaled = new float[levels.length];
        for (int i = 0; i < levels.length; i++) {
            float root = ((float) Math.sqrt(levels[i]) - end) * (first / (first - end));
            scaled[i] = root * root;
        }
        float[] rescaled = new float[levels.length];
        for (int i = 0; i <= last; i++) {
            float alpha = i == 0 ? scaled[0] : scaled[i] / scaled[i - 1];
            rescaled[i] = 1f - alpha;
        }
        return rescaled;
    }

    private static float[] cumulativeAlphas(float[] betas) {
        float[] levels = new float[betas.length];
        double product = 1;
        for (int i = 0; i < betas.length; i++) {
            product *= 1f - betas[i];
            levels[i] = (float) product;
        }
        return levels;
    }
}
