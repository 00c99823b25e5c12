package org.skiagraph.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real graphs to test with: the tiny reference bundles. */
final class Fixtures {
    private static final Path REFERENCE =
            Path.of(System.getProperty("skiagraph.root"), "src/diffusion/src/test/reference");

    private Fixtures() {}

    static Path graph(String system, String role) {
        return REFERENCE.resolve(system).resolve("bundle").resolve(role).resolve("model.onnx");
    }

    /** The same graph with its larger weights in a file of their own. */
    static Path withWeightsBeside(Path inline, Path directory) throws IOException {
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(inline));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        GraphProto.Builder graph = model.getGraph().toBuilder();
        for (TensorProto.Builder weight : graph.getInitializerBuilderList()) {
            byte[] raw = weight.getRawData().toByteArray();
            if (raw.length >= 1024) {
                weight.clearRawData().setDataLocation(TensorProto.DataLocation.EXTERNAL);
                entry(weight, "location", "model.onnx_data");
                entry(weight, "offset", Integer.toString(data.size()));
                entry(weight, "length", Integer.toString(raw.length));
                data.writeBytes(raw);
            }
        }
        Path external = directory.resolve("model.onnx");
        Files.write(external, model.toBuilder().setGraph(graph).build().toByteArray());
        Files.write(directory.resolve("model.onnx_data"), data.toByteArray());
        return external;
    }

    private static void entry(TensorProto.Builder weight, String key, String value) {
        weight.addExternalData(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
    }
}
