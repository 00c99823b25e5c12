package org.skiagraph.diffusion.reference;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.skiagraph.diffusion.sampling.NoiseSource;

/** The noise that the reference run consumed, at the addresses at which ours asks for it. */
final class StoredNoise implements NoiseSource {
    private final Optional<Npy> initial;
    private final Optional<Npy> steps;
    private final Optional<Npy> posterior;
    private final Set<Integer> drawnAt = new TreeSet<>();

    StoredNoise(PipelineCase given) throws IOException {
        initial = read(given, "initial_noise.npy");
        steps = read(given, "step_noise.npy");
        posterior = read(given, "posterior_noise.npy");
    }

    private static Optional<Npy> read(PipelineCase given, String file) throws IOException {
        return given.has(file) ? Optional.of(given.array(file)) : Optional.empty();
    }

    @Override
    public float[] normal(int imageIndex, Purpose purpose, int step, int length) {
        return switch (purpose) {
            case INITIAL -> slice(initial.orElseThrow(), imageIndex, length);
            case POSTERIOR -> slice(posterior.orElseThrow(), step, length);
            case STEP -> {
                drawnAt.add(step);
                int batch = (int) steps.orElseThrow().shape()[1];
                yield slice(steps.get(), step * batch + imageIndex, length);
            }
        };
    }

    private static float[] slice(Npy array, int row, int length) {
        return Arrays.copyOfRange(array.floats(), row * length, (row + 1) * length);
    }

    /** Loop indices at which the solver asked for noise. */
    Set<Integer> drawnAt() {
        return drawnAt;
    }
}
