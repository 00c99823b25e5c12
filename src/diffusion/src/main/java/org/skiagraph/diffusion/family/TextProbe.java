package org.skiagraph.diffusion.family;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skiagraph.diffusion.conditioning.Condition;
import org.skiagraph.diffusion.family.NoisePredictor.Step;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/**
 * Asks a network for one prediction after another on the same noise, to see what changes with what it is told. The noise is
 * what the schedule makes of a clean sample of zeros at three places of the loop, where most of a picture is decided: after a
 * tenth, three tenths and half of the calls.
 */
final class TextProbe {
    private static final double[] SHARES = {0.1, 0.3, 0.5};

    private final NoisePredictor network;
    private final List<Step> steps;

    /**
     * @param sampling a fresh run of the whole schedule
     * @param noise standard normal, float32 [1, shape]
     */
    TextProbe(NoisePredictor network, Sampling sampling, float[] noise) {
        this.network = network;
        this.steps = Arrays.stream(SHARES)
                .mapToInt(share -> (int) (share * sampling.calls()))
                .distinct()
                .mapToObj(call -> step(sampling, noise, call))
                .toList();
    }

    private static Step step(Sampling sampling, float[] noise, int call) {
        float[] sample = sampling.addNoise(new float[noise.length], noise, call);
        return new Step(
                sampling.scaleModelInput(sample, call),
                sampling.timestep(call),
                (double) call / sampling.calls(),
                (call + 1.0) / sampling.calls(),
                true);
    }

    /** In order of the loop: falling, as a rule. */
    List<Double> timesteps() {
        return steps.stream().map(Step::timestep).toList();
    }

    /**
     * How far each of the others' predictions lies from the whole one's, relative to its size (L2), by timestep.
     *
     * @param others conditions of one row each; each is asked on its own, since a batch would pad the shorter ones
     */
    List<List<Double>> changes(Condition whole, List<Condition> others, ProgressListener listener) {
        Counting counting = new Counting(listener, (others.size() + 1) * steps.size());
        List<float[]> expected = predict(whole, counting);
        List<List<Double>> changes = new ArrayList<>();
        for (Condition other : others) {
            List<float[]> predicted = predict(other, counting);
            List<Double> distances = new ArrayList<>();
            for (int s = 0; s < steps.size(); s++) {
                distances.add(distance(expected.get(s), predicted.get(s)));
            }
            changes.add(List.copyOf(distances));
        }
        return changes;
    }

    /** The predictions alone, without a variance that may lie behind them. */
    private List<float[]> predict(Condition condition, Counting counting) {
        List<float[]> predicted = new ArrayList<>();
        for (Step step : steps) {
            counting.listener.stopIfCancelled();
            predicted.add(Arrays.copyOf(network.predict(step, List.of(condition)), step.sample().length));
            counting.one();
        }
        return predicted;
    }

    private static final class Counting {
        private final ProgressListener listener;
        private final int total;
        private final long began = System.nanoTime();
        private int done;

        Counting(ProgressListener listener, int total) {
            this.listener = listener;
            this.total = total;
        }

        void one() {
            done++;
            listener.on(new Progress("probing", done, total, Duration.ofNanos(System.nanoTime() - began)));
        }
    }

    private static double distance(float[] expected, float[] predicted) {
        double apart = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = (double) predicted[i] - expected[i];
            apart += difference * difference;
            size += (double) expected[i] * expected[i];
        }
        return size == 0 ? 0 : Math.sqrt(apart / size);
    }
}
