package org.skiagraph.diffusion.sampling.internal;

import java.util.Arrays;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/**
 * Sigmas by call, the final one included, and whole timesteps, for the exponential integrators. They differ in small
 * things that their reference implementations do, which {@link Habits} names.
 */
record LogSnrLadder(double[] sigmas, double[] timesteps) {

    /**
     * What differs between the integrators.
     *
     * @param roundKarras whether Karras timesteps are rounded before they are cut to whole ones
     * @param spacedByConfig whether timestep_spacing is read; single-step always spaces by linspace
     * @param finalOf what follows the last level where it is not zero
     */
    record Habits(boolean roundKarras, boolean spacedByConfig, FinalSigma finalOf) {}

    /** The level after the last call, where the configuration does not ask for zero. */
    enum FinalSigma {
        /** The training schedule's least. */
        LEAST_TRAINED,
        /** The last of a respaced ladder once more; the training schedule's least where nothing is respaced. */
        LAST_AGAIN
    }

    static LogSnrLadder of(Settings settings, SamplingPlan plan, Habits habits) {
        NoiseLevels levels = Euler.levels(settings);
        double[] train = levels.sigmas();
        int steps = plan.numInferenceSteps();
        settings.refuse("use_lu_lambdas");
        settings.refuse("use_dynamic_shifting");
        boolean flow = settings.flag("use_flow_sigmas");
        boolean respaced = SigmaLadder.isRespaced(settings);
        SigmaLadder ladder;
        if (respaced) {
            ladder = SigmaLadder.respaced(settings, train[train.length - 1], train[0], steps, train);
            ladder = settings.flag("use_karras_sigmas") && habits.roundKarras() ? ladder.roundedTimesteps() : ladder;
        } else if (flow) {
            ladder = flow(settings, steps);
        } else {
            ladder = SigmaLadder.interpolated(train, timesteps(settings, steps, train, habits));
        }
        double last = last(settings, ladder, train, respaced || flow, habits.finalOf());
        return new LogSnrLadder(Grid.toFloat(Grid.append(ladder.sigmas(), last)), whole(ladder.timesteps()));
    }

    private static double[] timesteps(Settings settings, int steps, double[] train, Habits habits) {
        int last = train.length - clipped(settings, train);
        return habits.spacedByConfig() ? Spacing.ofOneMore(settings, steps, last, "linspace") : linspace(steps, last);
    }

    private static double[] linspace(int steps, int last) {
        double[] timesteps = Arrays.copyOf(Grid.reversed(Grid.linspace(0, last - 1.0, steps + 1)), steps);
        for (int i = 0; i < steps; i++) {
            timesteps[i] = Math.rint(timesteps[i]);
        }
        return timesteps;
    }

    /** How many of the noisiest timesteps lie below lambda_min_clipped; cosine schedules need some left out. */
    private static int clipped(Settings settings, double[] train) {
        if (!settings.has("lambda_min_clipped")) {
            return 0;
        }
        double least = settings.real("lambda_min_clipped");
        int count = 0;
        while (count < train.length && -StrictMath.log(train[train.length - 1 - count]) < least) {
            count++;
        }
        return count;
    }

    private static SigmaLadder flow(Settings settings, int steps) {
        int train = settings.whole("num_train_timesteps");
        double shift = settings.real("flow_shift");
        double[] alphas = Grid.linspace(1, 1.0 / train, steps + 1);
        double[] sigmas = new double[steps];
        double[] timesteps = new double[steps];
        for (int i = 0; i < steps; i++) {
            double sigma = 1 - alphas[steps - i];
            sigmas[i] = shift * sigma / (1 + (shift - 1) * sigma);
            timesteps[i] = sigmas[i] * train;
        }
        return new SigmaLadder(sigmas, timesteps);
    }

    private static double last(
            Settings settings, SigmaLadder ladder, double[] train, boolean respaced, FinalSigma finalOf) {
        // A scheduler without the key (DEIS) never ends at zero.
        boolean zero = settings.has("final_sigmas_type")
                && settings.oneOf("final_sigmas_type", "zero", "sigma_min").equals("zero");
        if (zero) {
            return 0;
        }
        return respaced && finalOf == FinalSigma.LAST_AGAIN ? ladder.sigmas()[ladder.sigmas().length - 1] : train[0];
    }

    private static double[] whole(double[] timesteps) {
        double[] cut = new double[timesteps.length];
        for (int i = 0; i < cut.length; i++) {
            cut[i] = (long) timesteps[i];
        }
        return cut;
    }
}
