package org.skiagraph.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.ProviderChoice;
import org.skiagraph.graph.RuntimeSettings;

/**
 * How much of the denoising loop is ONNX Runtime's, and how long a step takes: between the end of the first step and the
 * end of the last, so that neither start-up nor decoding counts.
 */
public final class DenoisingShare {
    private DenoisingShare() {}

    /** @param arguments ONNX_DIRECTORY STEPS THREADS RUNS */
    public static void main(String[] arguments) {
        Path onnx = Path.of(arguments[0]);
        int steps = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        int runs = Integer.parseInt(arguments[3]);
        ModelBundle bundle = BundleSearch.on(List.of(onnx)).load("chest-radiograph");
        try (Graphs graphs = OnnxRuntime.start(new RuntimeSettings(ProviderChoice.CPU, threads, 0));
                Generator generator = Generators.open(bundle, graphs, GeneratorSettings.DEFAULT)) {
            for (int run = 0; run <= runs; run++) {
                Loop loop = measure(generator, graphs, steps);
                // The first run warms up.
                if (run > 0) {
                    print(loop);
                }
            }
        }
    }

    /** Time of all steps but the first, in all and inside ONNX Runtime. */
    private record Loop(int steps, long nanos, long nanosInRun) {}

    private static Loop measure(Generator generator, Graphs graphs, int steps) {
        List<long[]> ends = new ArrayList<>();
        ProgressListener listener = progress -> ends.add(new long[] {System.nanoTime(), graphs.nanosInRun()});
        generator.generate(request(steps), listener);
        long[] first = ends.get(0);
        long[] last = ends.get(ends.size() - 1);
        return new Loop(ends.size() - 1, last[0] - first[0], last[1] - first[1]);
    }

    private static GenerationRequest request(int steps) {
        Subject subject = new Subject(
                "PA chest radiograph with a large left pleural effusion",
                Optional.empty(),
                LongPrompt.TRUNCATE,
                Map.of());
        return GenerationRequest.of(subject, new Seed(7)).withSteps(steps);
    }

    private static void print(Loop loop) {
        System.out.println(String.format(
                Locale.ROOT,
                "skiagraph step %.3f ms, of the loop inside ONNX Runtime %.2f %%",
                loop.nanos() / 1e6 / loop.steps(),
                100.0 * loop.nanosInRun() / loop.nanos()));
    }
}
