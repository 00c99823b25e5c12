package org.skiagraph.dicom.source.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes of a native frame as whole numbers, pixel by pixel (PS3.5 8.1.1). */
final class Samples {
    private Samples() {}

    static int[] read(PixelDescription form, byte[] bytes, ByteOrder order) throws IOException {
        if (bytes.length < form.frameBytes()) {
            throw new IOException("the pixels end before the frame does");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        if (form.photometric() == Photometric.YBR_FULL_422) {
            return pairs(form, bytes);
        }
        int[] values = new int[form.pixels() * form.samples()];
        for (int i = 0; i < values.length; i++) {
            int at = place(form, i) * form.bytesPerSample();
            values[i] = value(form, form.bytesPerSample() == 1 ? buffer.get(at) : buffer.getShort(at));
        }
        return values;
    }

    private static int place(PixelDescription form, int i) {
        return form.byPlane() && form.samples() > 1 ? i % form.samples() * form.pixels() + i / form.samples() : i;
    }

    /** Bits above the high bit may be an overlay of old files. */
    private static int value(PixelDescription form, int stored) {
        int left = Integer.SIZE - 1 - form.highBit();
        int right = Integer.SIZE - form.bitsStored();
        return form.signed() ? stored << left >> right : stored << left >>> right;
    }

    /** Two brightnesses share their colour: Y Y Cb Cr (PS3.3 C.7.6.3.1.2). */
    private static int[] pairs(PixelDescription form, byte[] bytes) {
        if (form.columns() % 2 != 0 || form.bitsAllocated() != 8) {
            throw new Unusable("its colours do not come in pairs of pixels", "Export it as RGB");
        }
        int[] values = new int[form.pixels() * form.samples()];
        for (int pixel = 0; pixel < form.pixels(); pixel++) {
            int pair = pixel / 2 * 4;
            values[3 * pixel] = Byte.toUnsignedInt(bytes[pair + pixel % 2]);
            values[3 * pixel + 1] = Byte.toUnsignedInt(bytes[pair + 2]);
            values[3 * pixel + 2] = Byte.toUnsignedInt(bytes[pair + 3]);
        }
        return values;
    }
}
