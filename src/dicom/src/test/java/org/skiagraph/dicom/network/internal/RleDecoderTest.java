package org.skiagraph.dicom.network.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Fragments;
import org.aoju.bus.image.galaxy.data.VR;
import org.junit.jupiter.api.Test;

class RleDecoderTest {
    @Test
    void repeatsLiteralsAndPaddingDecode() throws IOException {
        Attributes image = image(1, 5, frame(new byte[] {-2, 7, -128, 1, 8, 9}));

        RleDecoder.decode(image);

        // Five pixels and the byte that makes the length even.
        assertThat(image.getBytes(Tag.PixelData)).containsExactly(7, 7, 7, 8, 9, 0);
    }

    @Test
    void colourComesByPixelOrByPlaneAsTheImageSays() throws IOException {
        byte[][] planes = {{1, 1, 2}, {1, 3, 4}, {1, 5, 6}};
        Attributes byPixel = image(3, 2, frame(planes));
        Attributes byPlane = image(3, 2, frame(planes));
        byPlane.setInt(Tag.PlanarConfiguration, VR.US, 1);

        RleDecoder.decode(byPixel);
        RleDecoder.decode(byPlane);

        assertThat(byPixel.getBytes(Tag.PixelData)).containsExactly(1, 3, 5, 2, 4, 6);
        assertThat(byPlane.getBytes(Tag.PixelData)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void segmentThatEndsEarlyIsRefused() {
        assertRefused(image(1, 9, frame(new byte[] {-2, 7})), "ends 6 bytes early");
    }

    @Test
    void segmentThatEndsWithinARunIsRefused() {
        assertRefused(image(1, 9, frame(new byte[] {8, 1, 2})), "ends within a run");
    }

    @Test
    void wrongNumberOfSegmentsIsRefused() {
        assertRefused(image(3, 2, frame(new byte[] {1, 1, 2})), "1 segments, not 3");
    }

    @Test
    void segmentOutsideTheFrameIsRefused() {
        byte[] frame = frame(new byte[] {1, 1, 2});
        frame[4] = 120;
        assertRefused(image(1, 2, frame), "outside its frame");
    }

    private static void assertRefused(Attributes image, String reason) {
        assertThatThrownBy(() -> RleDecoder.decode(image))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    private static Attributes image(int samples, int pixels, byte[] frame) {
        Attributes image = new Attributes();
        image.setInt(Tag.SamplesPerPixel, VR.US, samples);
        image.setInt(Tag.Rows, VR.US, 1);
        image.setInt(Tag.Columns, VR.US, pixels);
        image.setInt(Tag.BitsAllocated, VR.US, 8);
        Fragments fragments = image.newFragments(Tag.PixelData, VR.OB, 2);
        fragments.add(new byte[0]);
        fragments.add(frame);
        return image;
    }

    private static byte[] frame(byte[]... segments) {
        ByteBuffer frame = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(segments.length).position(64);
        for (int i = 0; i < segments.length; i++) {
            frame.putInt(4 * (i + 1), frame.position()).put(segments[i]);
        }
        byte[] bytes = new byte[frame.position()];
        frame.get(0, bytes);
        return bytes;
    }
}
