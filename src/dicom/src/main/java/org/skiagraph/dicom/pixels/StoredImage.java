package org.skiagraph.dicom.pixels;

/**
 * Pixels as they are stored: whole numbers, row by row, colour by pixel.
 *
 * @param samples each 0 to 2^bitsStored - 1
 * @param channels 1 or 3
 * @param bitsAllocated 8 or 16, at least bitsStored
 * @param bitsStored 8 to 16
 */
public record StoredImage(int width, int height, int channels, int bitsAllocated, int bitsStored, int[] samples) {

    /** The largest value. */
    public int most() {
        return (1 << bitsStored) - 1;
    }

    /** Little-endian, padded to an even length (PS3.5 8.1.1). */
    public byte[] bytes() {
        int bytesPerSample = bitsAllocated() / 8;
        int length = samples.length * bytesPerSample;
        byte[] bytes = new byte[length + length % 2];
        for (int i = 0; i < samples.length; i++) {
            bytes[i * bytesPerSample] = (byte) samples[i];
            if (bytesPerSample == 2) {
                bytes[2 * i + 1] = (byte) (samples[i] >> 8);
            }
        }
        return bytes;
    }
}
