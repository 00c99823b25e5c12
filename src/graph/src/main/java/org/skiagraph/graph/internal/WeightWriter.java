package org.skiagraph.graph.internal;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.WeightEdits;

/**
 * A model's bytes with some weights changed: everything else is copied as it is. Done before the runtime sees the graph, since
 * its optimiser folds weights into one another; changed weights that lay beside the file end up inside it.
 */
final class WeightWriter {
    private static final long MOST_BYTES = Integer.MAX_VALUE - 64;

    private final Path model;
    private final WeightEdits edits;
    private final Set<String> done = new HashSet<>();

    private WeightWriter(Path model, WeightEdits edits) {
        this.model = model;
        this.edits = edits;
    }

    static byte[] write(Path model, WeightEdits edits) {
        WeightWriter writer = new WeightWriter(model, edits);
        try {
            if (Files.size(model) > MOST_BYTES) {
                throw writer.tooLarge();
            }
            byte[] changed = writer.model(UnsafeByteOperations.unsafeWrap(Files.readAllBytes(model)));
            Set<String> missing = new HashSet<>(edits.names());
            missing.removeAll(writer.done);
            if (!missing.isEmpty()) {
                throw new Rejected(model.toString(), "it has no weights " + missing, "Use an adapter for this model");
            }
            return changed;
        } catch (IOException e) {
            throw new Retryable(model.toString(), "it cannot be read", "Check the file's permissions and the disk", e);
        } catch (OutOfMemoryError | ArithmeticException e) {
            throw writer.tooLarge();
        }
    }

    private Rejected tooLarge() {
        return new Rejected(
                model.toString(),
                "with its changed weights it is over 2 GiB, which is more than one ONNX file can hold",
                "Use a model in half precision, or an adapter of fewer layers");
    }

    private byte[] model(ByteString bytes) throws IOException {
        return copy(bytes, OnnxFields.MODEL_GRAPH, this::graph);
    }

    private byte[] graph(ByteString bytes) throws IOException {
        return copy(bytes, OnnxFields.GRAPH_INITIALIZER, this::initializer);
    }

    private byte[] initializer(ByteString bytes) throws IOException {
        if (!edits.names().contains(name(bytes.newCodedInput()))) {
            return bytes.toByteArray();
        }
        TensorValues tensor = TensorValues.read(bytes.newCodedInput(), model);
        Tensor.Floats changed = edits.byName().get(tensor.name()).apply(tensor.values());
        done.add(tensor.name());
        return tensor.with(changed);
    }

    private String name(CodedInputStream in) throws IOException {
        String name = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == OnnxFields.TENSOR_NAME) {
                name = Wire.text(in, model);
            } else {
                Wire.skip(in, tag);
            }
        }
        return name;
    }

    private interface Change {
        byte[] apply(ByteString message) throws IOException;
    }

    /** Copies a message field by field, all but the nested messages of one number, which are changed. */
    private static byte[] copy(ByteString source, int number, Change change) throws IOException {
        CodedInputStream in = source.newCodedInput();
        in.enableAliasing(true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        while (!in.isAtEnd()) {
            int from = in.getTotalBytesRead();
            int tag = in.readTag();
            if (WireFormat.getTagFieldNumber(tag) == number) {
                out.writeByteArray(number, change.apply(in.readBytes()));
            } else {
                Wire.skip(in, tag);
                out.write(source.substring(from, in.getTotalBytesRead()).asReadOnlyByteBuffer());
            }
        }
        out.flush();
        return bytes.toByteArray();
    }
}
