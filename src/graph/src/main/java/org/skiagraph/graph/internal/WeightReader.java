package org.skiagraph.graph.internal;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.domain.Retryable;
import org.skiagraph.graph.ElementType;
import org.skiagraph.graph.Weight;
import org.skiagraph.graph.Weight.Use;

/** Lists a model's weights and what takes them, without reading their values. The file has been checked before. */
public final class WeightReader {
    private static final String NAME_SCOPES = "pkg.torch.onnx.name_scopes";

    private final Path model;
    private final Map<String, Shape> tensors = new LinkedHashMap<>();
    private final Map<String, List<Use>> uses = new LinkedHashMap<>();
    private int nodes;

    private WeightReader(Path model) {
        this.model = model;
    }

    private record Shape(List<Long> dims, int type) {}

    public static List<Weight> read(Path model) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(model), 1 << 16)) {
            return new WeightReader(model).read(CodedInputStream.newInstance(in));
        } catch (IOException e) {
            throw new Retryable(model.toString(), "it cannot be read", "Check the file's permissions and the disk", e);
        }
    }

    private List<Weight> read(CodedInputStream in) throws IOException {
        in.setSizeLimit(Integer.MAX_VALUE);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == OnnxFields.MODEL_GRAPH) {
                Wire.message(in, this::graph);
            } else {
                Wire.skip(in, tag);
            }
        }
        List<Weight> weights = new ArrayList<>();
        tensors.forEach((name, shape) ->
                weights.add(new Weight(name, shape.dims(), type(shape.type()), uses.getOrDefault(name, List.of()))));
        return weights;
    }

    private static Optional<ElementType> type(int number) {
        return switch (number) {
            case OnnxFields.FLOAT -> Optional.of(ElementType.FLOAT);
            case OnnxFields.FLOAT16 -> Optional.of(ElementType.FLOAT16);
            case OnnxFields.BFLOAT16 -> Optional.of(ElementType.BFLOAT16);
            default -> Optional.empty();
        };
    }

    private void graph(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case OnnxFields.GRAPH_NODE -> Wire.message(in, this::node);
                case OnnxFields.GRAPH_INITIALIZER -> Wire.message(in, this::tensor);
                default -> Wire.skip(in, tag);
            }
        }
    }

    private void tensor(CodedInputStream in) throws IOException {
        List<Long> dims = new ArrayList<>();
        String name = "";
        int type = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case OnnxFields.TENSOR_DIMS -> OnnxFields.longs(in, tag, dims);
                case OnnxFields.TENSOR_TYPE -> type = in.readInt32();
                case OnnxFields.TENSOR_NAME -> name = Wire.text(in, model);
                default -> Wire.skip(in, tag);
            }
        }
        tensors.put(name, new Shape(dims, type));
    }

    private void node(CodedInputStream in) throws IOException {
        List<String> inputs = new ArrayList<>();
        String name = "";
        String operator = "";
        Map<String, String> metadata = new LinkedHashMap<>();
        boolean[] transposed = {false};
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case OnnxFields.NODE_INPUT -> inputs.add(Wire.text(in, model));
                case OnnxFields.NODE_NAME -> name = Wire.text(in, model);
                case OnnxFields.NODE_OPERATOR -> operator = Wire.text(in, model);
                case OnnxFields.NODE_ATTRIBUTE -> Wire.message(in, nested -> transposed[0] |= isTransposeOfB(nested));
                case OnnxFields.NODE_METADATA ->
                    Wire.message(in, nested -> TensorReader.entry(nested, metadata, model));
                default -> Wire.skip(in, tag);
            }
        }
        int order = nodes++;
        name = pathFrom(metadata.getOrDefault(NAME_SCOPES, "")) + name;
        for (int i = 0; i < inputs.size(); i++) {
            String data = inputs.size() < 2 ? "" : inputs.get(i == 0 ? 1 : 0);
            uses.computeIfAbsent(inputs.get(i), key -> new ArrayList<>())
                    .add(new Use(order, name, operator, i, data, transposed[0]));
        }
    }

    /**
     * torch's newer exporter names nodes by number and keeps modules beside them, as a list in Python's words from the outermost
     * to the operator itself: "['', 'unet', 'unet.conv_in', 'conv2d_3']".
     */
    private static String pathFrom(String scopes) {
        String[] parts = scopes.replaceAll("^\\[|\\]$", "").split(", ");
        return parts.length < 2 ? "" : parts[parts.length - 2].replace("'", "") + "/";
    }

    private boolean isTransposeOfB(CodedInputStream in) throws IOException {
        String name = "";
        long value = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case OnnxFields.ATTRIBUTE_NAME -> name = Wire.text(in, model);
                case OnnxFields.ATTRIBUTE_INT -> value = in.readInt64();
                default -> Wire.skip(in, tag);
            }
        }
        return name.equals("transB") && value == 1;
    }
}
