package org.skiagraph.dicom.source.internal;

import org.skiagraph.domain.Image;

/** A stored frame as it is shown, 0 to 1. */
public final class Rendering {
    private Rendering() {}

    public static Image of(StoredFrame frame, FrameValues values) {
        PixelDescription form = frame.form();
        float[] samples =
                switch (form.photometric()) {
                    case MONOCHROME1, MONOCHROME2 -> Greys.shown(frame, values);
                    case PALETTE_COLOR -> Palette.shown(frame, values.dataset());
                    case RGB, YBR_RCT, YBR_ICT -> shares(frame);
                    case YBR_FULL, YBR_FULL_422 -> rgb(shares(frame));
                };
        return new Image(form.columns(), form.rows(), samples.length / form.pixels(), samples);
    }

    private static float[] shares(StoredFrame frame) {
        float most = (1 << frame.form().bitsStored()) - 1;
        float[] shares = new float[frame.values().length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = frame.values()[i] / most;
        }
        return shares;
    }

    /** PS3.3 C.7.6.3.1.2: full range, half is no colour. */
    private static float[] rgb(float[] ybr) {
        float[] rgb = new float[ybr.length];
        for (int i = 0; i < ybr.length; i += 3) {
            double blue = ybr[i + 1] - 128 / 255.0;
            double red = ybr[i + 2] - 128 / 255.0;
            rgb[i] = clipped(ybr[i] + 1.402 * red);
            rgb[i + 1] = clipped(ybr[i] - 0.344136 * blue - 0.714136 * red);
            rgb[i + 2] = clipped(ybr[i] + 1.772 * blue);
        }
        return rgb;
    }

    static float clipped(double share) {
        return (float) Math.min(1, Math.max(0, share));
    }
}
