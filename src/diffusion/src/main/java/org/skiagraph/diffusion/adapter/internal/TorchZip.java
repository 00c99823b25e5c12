package org.skiagraph.diffusion.adapter.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.skiagraph.diffusion.adapter.internal.Pickle.Refused;
import org.skiagraph.diffusion.adapter.internal.Pickle.TensorPlace;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Tensor;

/** torch.save's zip layout: a pickle that says what there is, and the values in files of their own. No code in it is run. */
final class TorchZip {
    private static final int MOST_BYTES = 512 << 20;
    private static final int MOST_PICKLE = 16 << 20;

    private final ZipFile zip;
    private final String root;

    private TorchZip(ZipFile zip, String root) {
        this.zip = zip;
        this.root = root;
    }

    /**
     * Reads the tensors under "string_to_param", where A1111 keeps an embedding; else those at the top.
     *
     * @throws Rejected if the file is of another layout, or holds anything but data
     */
    static TensorFile read(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String pickle = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith("/data.pkl"))
                    .findFirst()
                    .orElseThrow(() -> wrong(file, "it holds no data.pkl", null));
            String root = pickle.substring(0, pickle.length() - "data.pkl".length());
            return new TorchZip(zip, root).tensors();
        } catch (IOException | Refused e) {
            throw wrong(file, e instanceof Refused ? e.getMessage() : "it is missing, or not in torch's zip layout", e);
        }
    }

    private TensorFile tensors() throws IOException, Refused {
        byte[] order = bytes("byteorder", MOST_PICKLE);
        if (order.length > 0 && !new String(order, java.nio.charset.StandardCharsets.US_ASCII).startsWith("little")) {
            throw new Refused("its values are big-endian");
        }
        if (!(Pickle.read(bytes("data.pkl", MOST_PICKLE)) instanceof Map<?, ?> top)) {
            throw new Refused("it is no dictionary");
        }
        Object named = top.get("string_to_param");
        Map<?, ?> holder = named instanceof Map<?, ?> inner ? inner : top;
        Map<String, Tensor.Floats> tensors = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : holder.entrySet()) {
            if (entry.getKey() instanceof String key && entry.getValue() instanceof TensorPlace place) {
                tensors.put(key, tensor(place));
            }
        }
        Optional<String> name = Optional.ofNullable(top.get("name"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank());
        return new TensorFile(tensors, name);
    }

    private Tensor.Floats tensor(TensorPlace place) throws IOException, Refused {
        long[] shape = place.shape().stream().mapToLong(Long::longValue).toArray();
        long expected = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] < 1 || shape[axis] > MOST_BYTES || place.stride().get(axis) != expected) {
                throw new Refused("a tensor in it is not laid out row by row");
            }
            expected = Math.multiplyExact(expected, shape[axis]);
        }
        ByteBuffer data = ByteBuffer.wrap(bytes("data/" + place.storage().key(), MOST_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        boolean wide = place.storage().type().equals("FloatStorage");
        int width = wide ? Float.BYTES : Short.BYTES;
        if (place.offset() < 0 || (place.offset() + expected) * width > data.capacity()) {
            throw new Refused("a tensor in it lies beyond its values");
        }
        data.position(Math.toIntExact(place.offset() * width));
        float[] values = new float[Math.toIntExact(expected)];
        for (int i = 0; i < values.length; i++) {
            values[i] = wide
                    ? data.getFloat()
                    : place.storage().type().equals("HalfStorage")
                            ? Halves.ofHalf(data.getShort())
                            : Halves.ofBfloat(data.getShort());
        }
        return Tensor.of(values, shape);
    }

    /** An entry's bytes; none if there is no such entry. */
    private byte[] bytes(String name, int most) throws IOException, Refused {
        ZipEntry entry = zip.getEntry(root + name);
        if (entry == null) {
            return new byte[0];
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Refused("its " + name + " is over " + most + " bytes");
            }
            return bytes;
        }
    }

    private static Rejected wrong(Path file, String what, Exception cause) {
        String mend = "Save the embedding as .safetensors, or with torch.save in a version from 1.6 on";
        return cause == null
                ? new Rejected(file.toString(), what, mend)
                : new Rejected(file.toString(), what, mend, cause);
    }
}
