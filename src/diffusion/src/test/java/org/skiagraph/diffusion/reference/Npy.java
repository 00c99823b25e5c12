package org.skiagraph.diffusion.reference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NumPy's array file, versions 1 and 2, little-endian, C order: floats, signed integers, bytes, bool. */
public record Npy(long[] shape, double[] values) {
    private static final Pattern HEADER =
            Pattern.compile("'descr': '([<|]\\w+)', 'fortran_order': False, 'shape': \\(([\\d, ]*)\\)");

    public static Npy read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int version = bytes.get(6);
        int length = version == 1 ? bytes.getShort(8) & 0xFFFF : bytes.getInt(8);
        int start = version == 1 ? 10 : 12;
        String text = new String(bytes.array(), start, length, StandardCharsets.US_ASCII);
        Matcher header = HEADER.matcher(text);
        if (!header.find()) {
            throw new IOException(file + " has a header that is not understood: " + text);
        }
        long[] shape = Arrays.stream(header.group(2).split(","))
                .map(String::strip)
                .filter(axis -> !axis.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        bytes.position(start + length);
        return new Npy(shape, values(bytes.slice().order(ByteOrder.LITTLE_ENDIAN), header.group(1), size(shape)));
    }

    private static double[] values(ByteBuffer data, String type, int size) throws IOException {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (type) {
                case "<f4" -> data.getFloat();
                case "<f8" -> data.getDouble();
                case "<i8" -> data.getLong();
                case "<i4" -> data.getInt();
                case "|b1", "|i1" -> data.get();
                case "|u1" -> data.get() & 0xFF;
                default -> throw new IOException("element type " + type + " is not understood");
            };
        }
        return values;
    }

    private static int size(long[] shape) {
        long size = 1;
        for (long axis : shape) {
            size *= axis;
        }
        return Math.toIntExact(size);
    }

    public float[] floats() {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    long[] longs() {
        return Arrays.stream(values).mapToLong(value -> (long) value).toArray();
    }
}
