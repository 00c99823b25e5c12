package org.skiagraph.diffusion.reference;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.skiagraph.diffusion.sampling.NoiseSource;

/** The noise that the reference run consumed, at the addresses at which ours asks for it. */
final class StoredNoise implements NoiseSource {
    private static final int LATENT_RANK = 4;

    private final PipelineCase given;
    private final int firstCall;
    private final Set<Integer> drawnAt = new TreeSet<>();

    /** @param firstCall loop index to which the first stored row of step noise belongs */
    StoredNoise(PipelineCase given, int firstCall) {
        this.given = given;
        this.firstCall = firstCall;
    }

    @Override
    public float[] normal(int imageIndex, Purpose purpose, int step, int length) {
        return switch (purpose) {
            case INITIAL -> slice(stored("initial_noise.npy"), imageIndex, length);
            case POSTERIOR -> posterior(step, imageIndex, length);
            case STEP -> {
                drawnAt.add(step - firstCall);
                yield step("step_noise.npy", step - firstCall, imageIndex, length);
            }
            // The rows of negative prompts lie behind those of the prompts.
            case PRIOR -> prior(step, imageIndex, length);
            case UPSCALING -> throw new AssertionError("no reference run made its pictures larger");
            case COHORT -> throw new AssertionError("a picture's noise is no cohort's");
            case NEGATIVE_PRIOR -> prior(step, pictures() + imageIndex, length);
        };
    }

    /** [draws, pictures, ...], or [draws, 1, ...] for one picture that all of a batch start from. */
    private float[] posterior(int draw, int imageIndex, int length) {
        Npy draws = stored("posterior_noise.npy");
        int rows = draws.shape().length == LATENT_RANK ? 1 : (int) draws.shape()[1];
        return slice(draws, draw * rows + imageIndex % rows, length);
    }

    private float[] prior(int number, int row, int length) {
        return number == 0
                ? slice(stored("prior_initial_noise.npy"), row, length)
                : step("prior_step_noise.npy", number - 1, row, length);
    }

    private float[] step(String file, int step, int row, int length) {
        Npy steps = stored(file);
        return slice(steps, step * (int) steps.shape()[1] + row, length);
    }

    private int pictures() {
        return (int) stored("initial_noise.npy").shape()[0];
    }

    private Npy stored(String file) {
        try {
            return Optional.of(file).filter(given::has).isPresent() ? given.array(file) : missing(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Npy missing(String file) {
        throw new AssertionError("the reference run drew no " + file);
    }

    private static float[] slice(Npy array, int row, int length) {
        return Arrays.copyOfRange(array.floats(), row * length, (row + 1) * length);
    }

    /** Loop indices at which the solver asked for noise, counted as the rows of stored noise are. */
    Set<Integer> drawnAt() {
        return drawnAt;
    }
}
