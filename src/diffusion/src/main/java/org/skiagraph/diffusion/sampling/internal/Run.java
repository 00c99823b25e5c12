package org.skiagraph.diffusion.sampling.internal;

import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Rejected;

/** What every run has: the timesteps of its calls, and where it begins. */
abstract class Run implements Sampling {
    private final double[] timesteps;
    private final int firstCall;

    Run(double[] timesteps, int firstCall) {
        this.timesteps = timesteps;
        this.firstCall = firstCall;
    }

    /** Where image-to-image begins: the share of the steps that strength leaves out, times the calls per step. */
    static int firstCall(SamplingPlan plan, int callsPerStep) {
        int steps = plan.numInferenceSteps();
        int kept = Math.min((int) (steps * plan.strength()), steps);
        if (kept < 1) {
            throw new Rejected(
                    "strength",
                    plan.strength() + " of " + steps + " steps leaves none to run",
                    "Use a strength of at least " + 1.0 / steps + ", or more steps");
        }
        return (steps - kept) * callsPerStep;
    }

    @Override
    public final int calls() {
        return timesteps.length;
    }

    @Override
    public final int firstCall() {
        return firstCall;
    }

    @Override
    public final double timestep(int call) {
        return timesteps[call];
    }

    @Override
    public double initNoiseSigma() {
        return 1;
    }

    @Override
    public float[] scaleModelInput(float[] sample, int call) {
        return sample;
    }

    @Override
    public final float[] addNoise(float[] clean, float[] noise, int call) {
        return call == calls() ? clean : noised(clean, noise, call);
    }

    abstract float[] noised(float[] clean, float[] noise, int call);
}
