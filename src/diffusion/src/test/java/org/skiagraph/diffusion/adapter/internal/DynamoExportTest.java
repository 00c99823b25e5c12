package org.skiagraph.diffusion.adapter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.skiagraph.diffusion.reference.Npy;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.GraphFile;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.WeightEdits;

/** torch's newer exporter keeps modules' names in metadata alone. What lies there was made by torch. */
class DynamoExportTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/org/skiagraph/diffusion/adapter/dynamo-export");

    private static float[] output(WeightEdits edits) throws IOException {
        try (Graphs graphs = OnnxRuntime.start(RuntimeSettings.DEFAULT);
                Graph unet = graphs.open(file("model.onnx"), edits)) {
            String out = unet.outputs().keySet().iterator().next();
            Map<String, Tensor> inputs = Map.of(
                    "sample", Tensor.of(array("sample.npy"), 2, 4, 8, 8),
                    "encoder_hidden_states", Tensor.of(array("encoder_hidden_states.npy"), 2, 7, 12),
                    "timestep", Tensor.of(new long[] {3, 3}, 2));
            return ((Tensor.Floats) unet.run(inputs, Set.of(out)).get(out)).values();
        }
    }

    private static Path file(String name) {
        return Path.of(System.getProperty("skiagraph.root"), "src/diffusion")
                .resolve(DIRECTORY)
                .resolve(name);
    }

    private static float[] array(String name) throws IOException {
        return Npy.read(file(name)).floats();
    }

    private static void assertClose(float[] ours, float[] theirs) {
        assertThat(ours).hasSameSizeAs(theirs);
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).isCloseTo(theirs[i], within(2e-5f));
        }
    }

    @Test
    void everyLayerIsFoundByItsNameAndTheChangeIsTorchs() throws IOException {
        WeightSums sums = new WeightSums();
        LayerMatcher matcher =
                new LayerMatcher(file("lora.safetensors"), "unet", Layer.of(GraphFile.weights(file("model.onnx"))));
        matcher.match(LoraFile.read(file("lora.safetensors"))).forEach((update, layer) -> sums.add(layer, update, 0.7));

        assertClose(output(WeightEdits.NONE), array("out_without.npy"));
        assertClose(output(sums.edits()), array("out_with_lora_0.7.npy"));
    }
}
