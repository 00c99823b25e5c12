package org.skiagraph.dicom.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;

/** Images as other programs write them. */
public final class SourceFiles {
    private SourceFiles() {}

    /** A grey image of 8 bits; whoever wants another changes it. */
    public static Attributes grey(int columns, int rows, int... values) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i];
        }
        Attributes image = described(columns, rows, 1, "MONOCHROME2", 8);
        image.setBytes(Tag.PixelData, VR.OB, pixels);
        return image;
    }

    /** A grey image of 16 bits, signed or not. */
    public static Attributes words(int columns, int rows, int... values) {
        Attributes image = described(columns, rows, 1, "MONOCHROME2", 16);
        image.setInt(Tag.PixelData, VR.OW, values);
        return image;
    }

    public static Attributes colour(String photometric, int columns, int rows, int... values) {
        Attributes image = grey(columns, rows, values);
        image.setInt(Tag.SamplesPerPixel, VR.US, 3);
        image.setString(Tag.PhotometricInterpretation, VR.CS, photometric);
        image.setInt(Tag.PlanarConfiguration, VR.US, 0);
        return image;
    }

    private static Attributes described(int columns, int rows, int samples, String photometric, int bits) {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
        image.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3.4");
        image.setString(Tag.BurnedInAnnotation, VR.CS, "NO");
        image.setInt(Tag.SamplesPerPixel, VR.US, samples);
        image.setString(Tag.PhotometricInterpretation, VR.CS, photometric);
        image.setInt(Tag.Rows, VR.US, rows);
        image.setInt(Tag.Columns, VR.US, columns);
        image.setInt(Tag.BitsAllocated, VR.US, bits);
        image.setInt(Tag.BitsStored, VR.US, bits);
        image.setInt(Tag.HighBit, VR.US, bits - 1);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        return image;
    }

    public static Path write(Path file, Attributes image) {
        return write(file, image, UID.ExplicitVRLittleEndian);
    }

    public static Path write(Path file, Attributes image, String transferSyntax) {
        try (ImageOutputStream out = new ImageOutputStream(Files.newOutputStream(file), UID.ExplicitVRLittleEndian)) {
            out.writeDataset(image.createFileMetaInformation(transferSyntax), image);
            out.finish();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
