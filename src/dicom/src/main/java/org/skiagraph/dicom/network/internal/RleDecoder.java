package org.skiagraph.dicom.network.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Fragments;
import org.aoju.bus.image.galaxy.data.VR;
import org.skiagraph.dicom.pixels.RunLengthFrame;

/**
 * RLE Lossless (PS3.5 Annex G) to native pixels. Ours, because the toolkit's goes through ImageIO, which the native
 * executable has not.
 */
final class RleDecoder {
    private RleDecoder() {}

    /** Replaces the encapsulated Pixel Data (7FE0,0010) by native ones. */
    static void decode(Attributes dataset) throws IOException {
        RunLengthFrame form = new RunLengthFrame(
                (long) dataset.getInt(Tag.Rows, 0) * dataset.getInt(Tag.Columns, 0),
                dataset.getInt(Tag.SamplesPerPixel, 1),
                dataset.getInt(Tag.BitsAllocated, 0) / 8,
                dataset.getInt(Tag.PlanarConfiguration, 0) == 1);
        if (!(dataset.getValue(Tag.PixelData) instanceof Fragments fragments)) {
            throw new IOException("Pixel Data (7FE0,0010) is not encapsulated");
        }
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        // Item 0 is the Basic Offset Table; in RLE every further item is one frame (PS3.5 A.4.2).
        for (int i = 1; i < fragments.size(); i++) {
            frames.write(form.decode((byte[]) fragments.get(i)));
        }
        if (frames.size() % 2 != 0) {
            frames.write(0);
        }
        VR vr = form.bytesPerSample() > 1 ? VR.OW : VR.OB;
        dataset.setBytes(Tag.PixelData, vr, frames.toByteArray());
    }
}
