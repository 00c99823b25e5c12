package org.skiagraph.dicom.internal.toolkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Fragments;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;

/** One compressed frame, decoded by the codecs of this build. They are given a file that holds nothing but the frame. */
public final class CompressedFrame {
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
    private static final int PIXEL_DATA = 0x7FE00010;
    private static final int NUMBER_OF_FRAMES = 0x00280008;
    private static final int[] DESCRIPTION = {
        0x00280002, 0x00280004, 0x00280006, 0x00280010, 0x00280011, 0x00280100, 0x00280101, 0x00280102, 0x00280103
    };

    private CompressedFrame() {}

    /**
     * Decodes it.
     *
     * @param header that describes it; the result's may say otherwise of its colours
     * @throws IOException if it is no codestream that the codecs can read
     */
    public static ImageFile decode(
            CompressedPixels codecs,
            ImageHeader header,
            byte[] frame,
            String transferSyntaxUid,
            ImageFile.Wanted wanted)
            throws IOException {
        byte[] decoded = codecs.decompress(file(header, frame, transferSyntaxUid), EXPLICIT);
        return ImageFile.read(decoded, EXPLICIT, wanted);
    }

    private static byte[] file(ImageHeader header, byte[] frame, String transferSyntaxUid) throws IOException {
        Attributes dataset = new Attributes(header.attributes(), DESCRIPTION);
        dataset.setInt(NUMBER_OF_FRAMES, VR.IS, 1);
        Fragments fragments = dataset.newFragments(PIXEL_DATA, VR.OB, 2);
        fragments.add(new byte[0]);
        fragments.add(frame);
        Attributes meta = Attributes.createFileMetaInformation(
                Part10.IMPLEMENTATION_CLASS_UID, SECONDARY_CAPTURE, transferSyntaxUid);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new ImageOutputStream(bytes, EXPLICIT)) {
            out.writeDataset(meta, dataset);
        }
        return bytes.toByteArray();
    }
}
