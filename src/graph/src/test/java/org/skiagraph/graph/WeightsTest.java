package org.skiagraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.domain.Rejected;

/** Weights, listed and changed between file and session. */
class WeightsTest {
    private final Graphs graphs = OnnxRuntime.start(RuntimeSettings.DEFAULT);

    /** The table of token embeddings, whatever an export calls it. */
    private static Weight table(Path model) {
        return GraphFile.weights(model).stream()
                .filter(weight -> weight.shape().equals(List.of(734L, 32L)))
                .findFirst()
                .orElseThrow();
    }

    private static WeightEdits edit(String name, UnaryOperator<Tensor.Floats> change) {
        return new WeightEdits(Map.of(name, change));
    }

    private static Tensor.Floats negated(Tensor.Floats weight) {
        float[] values = weight.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
        }
        return Tensor.of(values, weight.shape());
    }

    private float[] encoded(Path model, WeightEdits edits, long id) {
        try (Graph encoder = graphs.open(model, edits)) {
            long[] ids = new long[77];
            java.util.Arrays.fill(ids, id);
            Map<String, Tensor> out =
                    encoder.run(Map.of("input_ids", Tensor.of(ids, 1, 77)), java.util.Set.of("last_hidden_state"));
            return ((Tensor.Floats) out.get("last_hidden_state")).values();
        }
    }

    @Test
    void weightsAreListedWithWhatTakesThem() {
        List<Weight> weights = GraphFile.weights(Fixtures.graph("sd15", "unet"));

        Weight query = weights.stream()
                .filter(weight -> weight.uses().stream().anyMatch(use -> use.node()
                        .equals("/mid_block/attentions.0/transformer_blocks.0/attn2/to_k/MatMul")))
                .findFirst()
                .orElseThrow();
        assertThat(query.shape()).containsExactly(32L, 32L);
        assertThat(query.type()).contains(ElementType.FLOAT);
        assertThat(query.uses()).singleElement().satisfies(use -> {
            assertThat(use.operator()).isEqualTo("MatMul");
            assertThat(use.input()).isEqualTo(1);
            assertThat(use.data()).isEqualTo("encoder_hidden_states");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sd15", "sd15-fp16"})
    void aChangedWeightChangesWhatComesOutAndNotTheFile(String system) throws IOException {
        Path model = Fixtures.graph(system, "text_encoder");
        byte[] before = Files.readAllBytes(model);
        float[] plain = encoded(model, WeightEdits.NONE, 5);

        float[] changed = encoded(model, edit(table(model).name(), WeightsTest::negated), 5);
        float[] same = encoded(model, edit(table(model).name(), weight -> weight), 5);

        assertThat(changed).isNotEqualTo(plain);
        assertThat(same).isEqualTo(plain);
        assertThat(Files.readAllBytes(model)).isEqualTo(before);
    }

    @Test
    void aTableMayGainRows() {
        Path model = Fixtures.graph("sd15", "text_encoder");
        WeightEdits longer = edit(table(model).name(), table -> {
            int width = (int) table.shape()[1];
            float[] values = java.util.Arrays.copyOf(table.values(), table.values().length + width);
            System.arraycopy(table.values(), 5 * width, values, table.values().length, width);
            return Tensor.of(values, table.shape()[0] + 1, width);
        });
        long added = table(model).shape().get(0);

        assertThat(encoded(model, longer, added)).isEqualTo(encoded(model, WeightEdits.NONE, 5));
    }

    @Test
    void aWeightThatIsNotThereIsRejected() {
        assertThatThrownBy(() ->
                        graphs.open(Fixtures.graph("sd15", "text_encoder"), edit("no.such.weight", weight -> weight)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("no.such.weight");
    }

    /** One weight is changed, the others stay in their file, which the session still has to find. */
    @Test
    void weightsBesideTheGraphAreChangedToo(@TempDir Path directory) throws IOException {
        Path model = Fixtures.withWeightsBeside(Fixtures.graph("sd15", "text_encoder"), directory);
        Path inside = Fixtures.graph("sd15", "text_encoder");
        WeightEdits edits = edit(table(inside).name(), WeightsTest::negated);

        assertThat(encoded(model, WeightEdits.NONE, 5)).isEqualTo(encoded(inside, WeightEdits.NONE, 5));
        assertThat(encoded(model, edits, 5)).isEqualTo(encoded(inside, edits, 5));
    }
}
