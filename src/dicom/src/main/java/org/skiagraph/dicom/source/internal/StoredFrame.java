package org.skiagraph.dicom.source.internal;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Set;
import org.skiagraph.dicom.internal.toolkit.CompressedFrame;
import org.skiagraph.dicom.internal.toolkit.CompressedPixels;
import org.skiagraph.dicom.internal.toolkit.ImageFile;
import org.skiagraph.dicom.pixels.RunLengthFrame;

/**
 * A frame as whole numbers, whatever it was encoded in.
 *
 * @param values height x width x samples, colour by pixel; signed if the description says so
 */
public record StoredFrame(PixelDescription form, int[] values) {
    private static final String RLE = "1.2.840.10008.1.2.5";
    private static final Set<String> CODECS = Set.of(
            "1.2.840.10008.1.2.4.50",
            "1.2.840.10008.1.2.4.51",
            "1.2.840.10008.1.2.4.57",
            "1.2.840.10008.1.2.4.70",
            "1.2.840.10008.1.2.4.80",
            "1.2.840.10008.1.2.4.81",
            "1.2.840.10008.1.2.4.90",
            "1.2.840.10008.1.2.4.91");

    /** @param frame from 0 */
    public static StoredFrame of(ImageFile file, int frame) throws IOException {
        PixelDescription form = PixelDescription.of(file.header(), frame);
        if (file.fragments().isEmpty()) {
            if (file.pixels().length == 0) {
                throw new Unusable("it has no pixels", "Give an image");
            }
            return new StoredFrame(
                    form, Samples.read(form, file.pixels(), file.header().order()));
        }
        byte[] codestream = FrameFragments.join(file, frame);
        if (file.transferSyntaxUid().equals(RLE)) {
            RunLengthFrame runs =
                    new RunLengthFrame(form.pixels(), form.samples(), form.bytesPerSample(), form.byPlane());
            return new StoredFrame(form, Samples.read(form, runs.decode(codestream), ByteOrder.LITTLE_ENDIAN));
        }
        if (!CODECS.contains(file.transferSyntaxUid())) {
            throw new Unusable("its transfer syntax is none that we read", "Export it uncompressed");
        }
        return decoded(file, form, codestream);
    }

    private static StoredFrame decoded(ImageFile file, PixelDescription form, byte[] codestream) throws IOException {
        CompressedPixels codecs = CompressedPixels.find()
                .orElseThrow(() -> new Unusable(
                        "its compression needs ImageIO, which the native executable does not have",
                        "Export it uncompressed, or run on a JVM (SKIAGRAPH_JVM=1)"));
        CodestreamSize.require(codestream, form);
        ImageFile.Wanted wanted = new ImageFile.Wanted(
                SourceTags.ALL, 0, header -> PixelDescription.of(header, 0).frameBytes());
        ImageFile decoded = CompressedFrame.decode(codecs, file.header(), codestream, file.transferSyntaxUid(), wanted);
        PixelDescription plain = PixelDescription.of(decoded.header(), 0);
        return new StoredFrame(
                plain, Samples.read(plain, decoded.pixels(), decoded.header().order()));
    }
}
