package org.skiagraph.diffusion.adapter.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Tensor;

/**
 * The safetensors format: eight bytes of header length, a JSON header of names to type, shape and place, and the values,
 * little-endian, one behind the other without gap or overlap.
 */
final class Safetensors {
    private static final int MOST_HEADER = 100 << 20;
    private static final long MOST_BYTES = 8L << 30;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final Path file;
    private final FileChannel channel;
    private final long dataStart;
    private final long dataBytes;

    private Safetensors(Path file, FileChannel channel, long dataStart) throws IOException {
        this.file = file;
        this.channel = channel;
        this.dataStart = dataStart;
        this.dataBytes = channel.size() - dataStart;
    }

    /** @throws Rejected if it is anything but a whole file of this format, with float, half or bfloat16 values */
    static TensorFile read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() < Long.BYTES || channel.size() > MOST_BYTES) {
                throw broken(file, "it has " + channel.size() + " bytes", null);
            }
            long length = bytes(channel, 0, Long.BYTES).getLong();
            if (length < 2 || length > Math.min(MOST_HEADER, channel.size() - Long.BYTES)) {
                throw broken(file, "its header would be " + length + " bytes long", null);
            }
            JsonNode header =
                    JSON.readTree(bytes(channel, Long.BYTES, (int) length).array());
            return new Safetensors(file, channel, Long.BYTES + length).tensors(header);
        } catch (IOException e) {
            throw broken(file, "it is missing, cut off, or no safetensors file", e);
        }
    }

    private TensorFile tensors(JsonNode header) throws IOException {
        Map<String, Tensor.Floats> tensors = new LinkedHashMap<>();
        long covered = 0;
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
                JsonNode place = entry.getValue().path("data_offsets");
                covered += place.path(1).asLong() - place.path(0).asLong();
            }
        }
        if (covered != dataBytes) {
            throw broken(file, "its tensors cover " + covered + " of " + dataBytes + " bytes", null);
        }
        return new TensorFile(tensors, Optional.empty());
    }

    private Tensor.Floats tensor(String name, JsonNode entry) throws IOException {
        String type = entry.path("dtype").asText();
        int width =
                switch (type) {
                    case "F32" -> 4;
                    case "F16", "BF16" -> 2;
                    default -> throw broken(file, "\"" + name + "\" has values of type " + type, null);
                };
        long[] shape = shape(name, entry.path("shape"));
        int size = Tensor.size(shape);
        long from = entry.path("data_offsets").path(0).asLong(-1);
        long to = entry.path("data_offsets").path(1).asLong(-1);
        if (from < 0 || to > dataBytes || to - from != (long) size * width) {
            throw broken(file, "\"" + name + "\" lies at " + from + " to " + to + ", which does not fit", null);
        }
        ByteBuffer data = bytes(channel, dataStart + from, size * width);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (type) {
                case "F32" -> data.getFloat();
                case "F16" -> Halves.ofHalf(data.getShort());
                default -> Halves.ofBfloat(data.getShort());
            };
        }
        return Tensor.of(values, shape);
    }

    private long[] shape(String name, JsonNode given) {
        long[] shape = new long[given.size()];
        long size = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = given.get(i).asLong(-1);
            size = shape[i] < 0 || shape[i] > Integer.MAX_VALUE ? -1 : size * shape[i];
            if (size < 0 || size > Integer.MAX_VALUE / 4) {
                throw broken(file, "\"" + name + "\" has the shape " + given, null);
            }
        }
        return shape;
    }

    private static ByteBuffer bytes(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new IOException("end of file");
            }
        }
        return buffer.flip();
    }

    private static Rejected broken(Path file, String what, Exception cause) {
        String mend = "Give a whole .safetensors file with float32, float16 or bfloat16 values";
        return cause == null
                ? new Rejected(file.toString(), what, mend)
                : new Rejected(file.toString(), what, mend, cause);
    }
}
