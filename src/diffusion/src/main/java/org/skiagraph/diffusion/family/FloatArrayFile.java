package org.skiagraph.diffusion.family;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.skiagraph.domain.Rejected;

/** NumPy's .npy with float32 values: header, then the values, little-endian. */
final class FloatArrayFile {
    private static final long LARGEST = 1 << 20;
    private static final int PREAMBLE = 10;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1};

    private FloatArrayFile() {}

    /** @throws Rejected if it is missing, or another kind of array */
    static float[] read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw wrong(file, null);
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            for (byte expected : MAGIC) {
                if (bytes.get() != expected) {
                    throw wrong(file, null);
                }
            }
            int length = bytes.getShort(PREAMBLE - 2) & 0xFFFF;
            String header = new String(bytes.array(), PREAMBLE, length, StandardCharsets.US_ASCII);
            if (!header.contains("'<f4'") || header.contains("'fortran_order': True")) {
                throw wrong(file, null);
            }
            float[] values = new float[(bytes.capacity() - PREAMBLE - length) / Float.BYTES];
            bytes.position(PREAMBLE + length);
            bytes.asFloatBuffer().get(values);
            return values;
        } catch (IOException | RuntimeException e) {
            if (e instanceof Rejected rejected) {
                throw rejected;
            }
            throw wrong(file, e);
        }
    }

    private static Rejected wrong(Path file, Exception cause) {
        String problem = "it is missing, or no float32 array in NumPy's format";
        String mend = "Save the prior's clip_mean and clip_std beside its graph, with numpy.save";
        return cause == null
                ? new Rejected(file.toString(), problem, mend)
                : new Rejected(file.toString(), problem, mend, cause);
    }
}
