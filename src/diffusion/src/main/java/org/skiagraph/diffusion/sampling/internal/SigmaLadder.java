package org.skiagraph.diffusion.sampling.internal;

/**
 * Noise levels by call, and the timesteps that belong to them: taken from the training schedule, or spaced after Karras
 * et al. (arXiv 2206.00364, equation 5), exponentially, or by the quantiles of a beta distribution (arXiv 2407.12173).
 *
 * @param sigmas falling, without the final one
 * @param timesteps one per sigma, fractional where a respacing makes them so
 */
record SigmaLadder(double[] sigmas, double[] timesteps) {
    private static final double KARRAS_RHO = 7;
    private static final double BETA_SHAPE = 0.6;

    /** Whether one of the respacings is configured. */
    static boolean isRespaced(Settings settings) {
        return settings.flag("use_karras_sigmas")
                || settings.flag("use_exponential_sigmas")
                || settings.flag("use_beta_sigmas");
    }

    /** Sigmas of the training schedule at these timesteps. */
    static SigmaLadder interpolated(double[] trainSigmas, double[] timesteps) {
        double[] sigmas = new double[timesteps.length];
        for (int i = 0; i < sigmas.length; i++) {
            sigmas[i] = Grid.at(trainSigmas, timesteps[i]);
        }
        return new SigmaLadder(sigmas, timesteps);
    }

    /**
     * The configured respacing between two levels.
     *
     * @param trainSigmas rising, to find the timesteps
     */
    static SigmaLadder respaced(Settings settings, double most, double least, int count, double[] trainSigmas) {
        double[] sigmas = respace(settings, most, least, count);
        double[] timesteps = new double[count];
        for (int i = 0; i < count; i++) {
            timesteps[i] = timestepOf(sigmas[i], trainSigmas);
        }
        return new SigmaLadder(sigmas, timesteps);
    }

    static double[] respace(Settings settings, double most, double least, int count) {
        if (settings.flag("use_karras_sigmas")) {
            return karras(most, least, count);
        }
        return settings.flag("use_exponential_sigmas") ? exponential(most, least, count) : beta(most, least, count);
    }

    private static double[] karras(double most, double least, int count) {
        double high = StrictMath.pow(most, 1 / KARRAS_RHO);
        double low = StrictMath.pow(least, 1 / KARRAS_RHO);
        double[] ramp = Grid.linspace(0, 1, count);
        for (int i = 0; i < count; i++) {
            ramp[i] = StrictMath.pow(high + ramp[i] * (low - high), KARRAS_RHO);
        }
        return ramp;
    }

    private static double[] exponential(double most, double least, int count) {
        double[] logs = Grid.linspace(StrictMath.log(most), StrictMath.log(least), count);
        for (int i = 0; i < count; i++) {
            logs[i] = StrictMath.exp(logs[i]);
        }
        return logs;
    }

    private static double[] beta(double most, double least, int count) {
        double[] shares = Grid.linspace(0, 1, count);
        for (int i = 0; i < count; i++) {
            shares[i] = least + BetaDistribution.quantile(1 - shares[i], BETA_SHAPE) * (most - least);
        }
        return shares;
    }

    /**
     * The fractional timestep at which the training schedule has this sigma: linear in its logarithm. The schedule's logarithms
     * are float32, as the reference's: its greatest sigma may so lie just below its last timestep, and be cut to the one before.
     */
    static double timestepOf(double sigma, double[] trainSigmas) {
        double log = StrictMath.log(Math.max(sigma, 1e-10));
        int low = 0;
        while (low < trainSigmas.length - 2 && (float) StrictMath.log(trainSigmas[low + 1]) <= log) {
            low++;
        }
        float lowLog = (float) StrictMath.log(trainSigmas[low]);
        float highLog = (float) StrictMath.log(trainSigmas[low + 1]);
        double share = Math.max(0, Math.min(1, (lowLog - log) / (lowLog - highLog)));
        return (1 - share) * low + share * (low + 1);
    }

    SigmaLadder roundedTimesteps() {
        double[] rounded = new double[timesteps.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = Math.rint(timesteps[i]);
        }
        return new SigmaLadder(sigmas, rounded);
    }
}
