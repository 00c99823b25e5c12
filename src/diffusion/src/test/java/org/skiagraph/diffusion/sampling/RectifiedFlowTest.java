package org.skiagraph.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiagraph.diffusion.OwnNoise;
import org.skiagraph.diffusion.Shipped;

/** Rectified flow against runs of MONAI 1.6.1's own scheduler, driven as MAISI drives it (resources/own). */
class RectifiedFlowTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode runs() throws IOException {
        return JSON.readTree(Files.readString(Shipped.own().resolve("maisi/rectified-flow.json")));
    }

    static IntStream standIns() throws IOException {
        JsonNode runs = runs();
        return IntStream.range(0, runs.size())
                .filter(i -> runs.get(i).get("network").asText().equals("stand-in"));
    }

    @ParameterizedTest
    @MethodSource("standIns")
    void itsTimestepsNoiseAndStepsAreMonais(int index) throws IOException {
        JsonNode run = runs().get(index);
        Sampling sampling = sampling(run);
        int size = run.get("final").size();
        assertThat(sampling.calls()).isEqualTo(run.get("timesteps").size());
        float[] x = OwnNoise.draw(0, size);
        close(run.get("noisedAtCall1"), sampling.addNoise(x, OwnNoise.draw(1, size), 1));
        for (int call = 0; call < sampling.calls(); call++) {
            assertThat(sampling.timestep(call))
                    .isEqualTo(run.get("timesteps").get(call).asDouble());
            x = sampling.step(network(x, sampling.timestep(call)), x, call, length -> OwnNoise.draw(0, length));
        }
        close(run.get("final"), x);
    }

    private static Sampling sampling(JsonNode run) {
        Map<String, Object> config = new LinkedHashMap<>(
                JSON.convertValue(run.get("settings"), new TypeReference<Map<String, Object>>() {}));
        config.put("_class_name", "RFlowScheduler");
        config.put("_library", "monai");
        int pixels = 1;
        for (int i = 2; i < run.get("shape").size(); i++) {
            pixels *= run.get("shape").get(i).asInt();
        }
        return Schedulers.fromConfig(config)
                .start(new SamplingPlan(run.get("steps").asInt(), 1, 1, SolverArguments.NONE.withLatentPixels(pixels)));
    }

    private static float[] network(float[] x, double t) {
        float[] out = new float[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) ((0.3 + 0.0006 * t) * x[i] + 0.1 * StrictMath.sin(t / 100 + i));
        }
        return out;
    }

    private static void close(JsonNode expected, float[] ours) {
        for (int i = 0; i < ours.length; i++) {
            assertThat((double) ours[i]).isCloseTo(expected.get(i).asDouble(), Offset.offset(5e-5));
        }
    }
}
