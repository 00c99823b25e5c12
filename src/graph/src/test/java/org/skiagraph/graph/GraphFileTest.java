package org.skiagraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.domain.Rejected;

/** Files that are not what they should be, before ONNX Runtime sees them. */
class GraphFileTest {
    @TempDir
    Path directory;

    @Test
    void aRealGraphIsSummarised() {
        GraphSummary summary = GraphFile.inspect(Fixtures.graph("sdxl", "unet"));

        assertThat(summary.opset()).isGreaterThan(10);
        assertThat(summary.nodes()).isGreaterThan(100);
        assertThat(summary.initializers()).isGreaterThan(50);
        assertThat(summary.inputs())
                .extracting(TensorInfo::name)
                .containsExactly("sample", "timestep", "encoder_hidden_states", "text_embeds", "time_ids");
        assertThat(summary.input("time_ids").orElseThrow().shape()).containsExactly(-1L, 6L);
    }

    @Test
    void aGraphCutAnywhereIsRejected() throws IOException {
        byte[] whole = Files.readAllBytes(Fixtures.graph("sd15", "vae_decoder"));
        for (int part = 1; part < 40; part++) {
            Path file = write("cut.onnx", Arrays.copyOf(whole, (int) ((long) whole.length * part / 40)));

            assertThatThrownBy(() -> GraphFile.inspect(file)).isInstanceOf(Rejected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"onnx\": true}", "PK\u0003\u0004"})
    void whatIsNoGraphIsRejected(String text) throws IOException {
        Path file = write("odd.onnx", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThatThrownBy(() -> GraphFile.inspect(file)).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../weights.bin", "/etc/passwd", "a/../../weights.bin", "", ".", "nul\u0000.bin"})
    void externalDataMustLieBesideTheGraph(String location) throws IOException {
        Files.write(directory.resolve("weights.bin"), new byte[64]);
        Files.createDirectories(directory.resolve("model"));
        Path file = write("model/model.onnx", model(external(location, 0, 4)).toByteArray());

        assertThatThrownBy(() -> GraphFile.inspect(file))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("external data");
    }

    @Test
    void aLinkOutOfTheDirectoryIsNoWayOut() throws IOException {
        Path secret = Files.write(directory.resolve("secret.bin"), new byte[64]);
        Files.createDirectories(directory.resolve("model"));
        Files.createSymbolicLink(directory.resolve("model/weights.bin"), secret);
        Path file =
                write("model/model.onnx", model(external("weights.bin", 0, 4)).toByteArray());

        assertThatThrownBy(() -> GraphFile.inspect(file))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("outside");
    }

    @Test
    void externalDataMustBeLongEnough() throws IOException {
        Files.write(directory.resolve("weights.bin"), new byte[64]);

        Path good = write("good.onnx", model(external("weights.bin", 60, 4)).toByteArray());
        assertThat(GraphFile.inspect(good).externalData()).containsExactly(directory.resolve("weights.bin"));
        for (long[] range : new long[][] {{61, 4}, {65, 0}, {0, 65}, {Long.MAX_VALUE / 10, 4}}) {
            Path file = write(
                    "bad.onnx",
                    model(external("weights.bin", range[0], range[1])).toByteArray());
            assertThatThrownBy(() -> GraphFile.inspect(file)).isInstanceOf(Rejected.class);
        }
        Path missing = write("missing.onnx", model(external("gone.bin", 0, 4)).toByteArray());
        assertThatThrownBy(() -> GraphFile.inspect(missing)).hasMessageContaining("missing");
    }

    @Test
    void aCycleIsRejected() throws IOException {
        GraphProto cyclic = GraphProto.newBuilder()
                .addNode(node("a", "b"))
                .addNode(node("b", "a"))
                .addOutput(ValueInfoProto.newBuilder().setName("a"))
                .build();

        Path file = write("cycle.onnx", model(cyclic).toByteArray());

        assertThatThrownBy(() -> GraphFile.inspect(file))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("cyclic");
    }

    @Test
    void subgraphsMayUseWhatLiesAroundThemButNotNestForever() throws IOException {
        GraphProto inner = GraphProto.newBuilder().addNode(node("outer", "x")).build();
        GraphProto graph = GraphProto.newBuilder()
                .addInput(ValueInfoProto.newBuilder().setName("outer"))
                .addNode(NodeProto.newBuilder()
                        .addOutput("y")
                        .addAttribute(AttributeProto.newBuilder().setG(inner)))
                .build();
        Path fine = write("if.onnx", model(graph).toByteArray());
        assertThat(GraphFile.inspect(fine).nodes()).isEqualTo(2);

        GraphProto deep = inner;
        for (int i = 0; i < 40; i++) {
            deep = GraphProto.newBuilder()
                    .addNode(NodeProto.newBuilder()
                            .addAttribute(AttributeProto.newBuilder().setG(deep)))
                    .build();
        }
        Path file = write("deep.onnx", model(deep).toByteArray());
        assertThatThrownBy(() -> GraphFile.inspect(file)).isInstanceOf(Rejected.class);
    }

    @Test
    void absurdShapesAndMetadataAreRejected() throws IOException {
        TensorProto huge = TensorProto.newBuilder()
                .setName("w")
                .addDims(Long.MAX_VALUE / 2)
                .addDims(1 << 20)
                .build();
        Path shape = write("shape.onnx", model(huge).toByteArray());
        assertThatThrownBy(() -> GraphFile.inspect(shape)).hasMessageContaining("absurd");

        ModelProto chatty = model(GraphProto.getDefaultInstance()).toBuilder()
                .addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey("k").setValue("x".repeat(17 << 20)))
                .build();
        Path metadata = write("metadata.onnx", chatty.toByteArray());
        assertThatThrownBy(() -> GraphFile.inspect(metadata)).hasMessageContaining("metadata");
    }

    private static NodeProto node(String input, String output) {
        return NodeProto.newBuilder()
                .setOpType("Identity")
                .addInput(input)
                .addOutput(output)
                .build();
    }

    private static TensorProto external(String location, long offset, long length) {
        return TensorProto.newBuilder()
                .setName("w")
                .addDims(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location))
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("offset").setValue(Long.toString(offset)))
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("length").setValue(Long.toString(length)))
                .build();
    }

    private static ModelProto model(TensorProto initializer) {
        return model(GraphProto.newBuilder().addInitializer(initializer).build());
    }

    private static ModelProto model(GraphProto graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }
}
