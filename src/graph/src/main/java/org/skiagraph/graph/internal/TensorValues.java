package org.skiagraph.graph.internal;

import ai.onnxruntime.platform.Fp16Conversions;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Tensor;

/** A TensorProto with its values, wherever they are stored, as float32. */
record TensorValues(String name, int type, Tensor.Floats values) {

    /** @param model for data that lies beside it */
    static TensorValues read(CodedInputStream in, Path model) throws IOException {
        String name = "";
        int type = 0;
        List<Long> dims = new ArrayList<>();
        List<Float> floats = new ArrayList<>();
        List<Integer> ints = new ArrayList<>();
        byte[] raw = new byte[0];
        Map<String, String> location = new HashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case OnnxFields.TENSOR_DIMS -> OnnxFields.longs(in, tag, dims);
                case OnnxFields.TENSOR_TYPE -> type = in.readInt32();
                case OnnxFields.TENSOR_NAME -> name = Wire.text(in, model);
                case OnnxFields.TENSOR_RAW -> raw = in.readByteArray();
                case OnnxFields.TENSOR_FLOATS -> packed(in, tag, () -> floats.add(in.readFloat()));
                case OnnxFields.TENSOR_INTS -> packed(in, tag, () -> ints.add(in.readInt32()));
                case OnnxFields.TENSOR_EXTERNAL ->
                    Wire.message(in, nested -> TensorReader.entry(nested, location, model));
                default -> Wire.skip(in, tag);
            }
        }
        long[] shape = dims.stream().mapToLong(Long::longValue).toArray();
        int size = Tensor.size(shape);
        if (!location.isEmpty()) {
            raw = external(model, location, size * (type == OnnxFields.FLOAT ? 4 : 2));
        }
        float[] values = raw.length > 0 ? ofRaw(raw, type, name, model) : ofLists(floats, ints, type);
        if (values.length != size) {
            throw new Rejected(
                    model + " " + name, "it holds " + values.length + " values, not " + size, "Export it again");
        }
        return new TensorValues(name, type, Tensor.of(values, shape));
    }

    private interface Element {
        void read() throws IOException;
    }

    private static void packed(CodedInputStream in, int tag, Element element) throws IOException {
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            element.read();
            return;
        }
        int outer = in.pushLimit(in.readRawVarint32());
        while (!in.isAtEnd()) {
            element.read();
        }
        in.popLimit(outer);
    }

    /** Where it says was checked when the file was. */
    private static byte[] external(Path model, Map<String, String> location, int bytes) throws IOException {
        Path file = model.resolveSibling(location.get("location"));
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        long at = Long.parseLong(location.getOrDefault("offset", "0"));
        try (FileChannel channel = FileChannel.open(file)) {
            while (buffer.hasRemaining()) {
                int count = channel.read(buffer, at + buffer.position());
                if (count < 0) {
                    throw new Rejected(file.toString(), "it ends too early", "Copy the file again, whole");
                }
            }
        }
        return buffer.array();
    }

    private static float[] ofRaw(byte[] raw, int type, String name, Path model) {
        ByteBuffer bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[raw.length / (type == OnnxFields.FLOAT ? 4 : 2)];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case OnnxFields.FLOAT -> bytes.getFloat();
                case OnnxFields.FLOAT16 -> Fp16Conversions.fp16ToFloat(bytes.getShort());
                case OnnxFields.BFLOAT16 -> Fp16Conversions.bf16ToFloat(bytes.getShort());
                default ->
                    throw new Rejected(
                            model + " " + name,
                            "its elements are neither float nor half",
                            "Use a graph that is not quantised");
            };
        }
        return values;
    }

    private static float[] ofLists(List<Float> floats, List<Integer> ints, int type) {
        float[] values = new float[Math.max(floats.size(), ints.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = !floats.isEmpty()
                    ? floats.get(i)
                    : type == OnnxFields.FLOAT16
                            ? Fp16Conversions.fp16ToFloat(ints.get(i).shortValue())
                            : Fp16Conversions.bf16ToFloat(ints.get(i).shortValue());
        }
        return values;
    }

    /** The message with these values instead, stored inside it and rounded once to the type that it had. */
    byte[] with(Tensor.Floats changed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (long axis : changed.shape()) {
            out.writeInt64(OnnxFields.TENSOR_DIMS, axis);
        }
        out.writeInt32(OnnxFields.TENSOR_TYPE, type);
        out.writeString(OnnxFields.TENSOR_NAME, name);
        out.writeByteArray(OnnxFields.TENSOR_RAW, raw(changed.values()));
        out.flush();
        return bytes.toByteArray();
    }

    private byte[] raw(float[] changed) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(changed.length, type == OnnxFields.FLOAT ? 4 : 2))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : changed) {
            switch (type) {
                case OnnxFields.FLOAT -> buffer.putFloat(value);
                case OnnxFields.FLOAT16 -> buffer.putShort(Fp16Conversions.floatToFp16(value));
                default -> buffer.putShort(Fp16Conversions.floatToBf16(value));
            }
        }
        return buffer.array();
    }
}
