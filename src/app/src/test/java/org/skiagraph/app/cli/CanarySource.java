package org.skiagraph.app.cli;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.ElementDictionary;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;

/** A picture with a value that is found again in every attribute that the dictionary knows, in private ones, and in items. */
final class CanarySource {
    static final String TEXT = "CANARY";
    static final String UID_ROOT = "1.2.826.0.1.77777";
    static final String DATE = "18991231";
    static final String DECIMAL = "77.77777";
    static final String SPACING = "0.1375";
    static final int SIDE = 64;

    /** Those that pixels are shown by. */
    private static final Set<Integer> OF_THE_PICTURE = Set.of(
            Tag.SOPClassUID,
            Tag.BurnedInAnnotation,
            Tag.SamplesPerPixel,
            Tag.PhotometricInterpretation,
            Tag.PlanarConfiguration,
            Tag.NumberOfFrames,
            Tag.Rows,
            Tag.Columns,
            Tag.BitsAllocated,
            Tag.BitsStored,
            Tag.HighBit,
            Tag.PixelRepresentation,
            Tag.PixelSpacing,
            Tag.WindowCenter,
            Tag.WindowWidth,
            Tag.VOILUTFunction,
            Tag.RescaleIntercept,
            Tag.RescaleSlope,
            Tag.ModalityLUTSequence,
            Tag.PixelData,
            Tag.SpecificCharacterSet);

    private CanarySource() {}

    /** @param burnedIn value of Burned In Annotation */
    static Path write(Path file, String burnedIn) throws IOException, IllegalAccessException {
        Attributes image = new Attributes();
        int canaries = fill(image);
        if (canaries < 3000) {
            throw new AssertionError("only " + canaries + " canaries");
        }
        image.setString("CANARY CREATOR", 0x00990001, VR.LO, TEXT);
        image.setString("CANARY CREATOR", 0x00990002, VR.UI, UID_ROOT + ".9");
        picture(image, burnedIn);
        try (ImageOutputStream out = new ImageOutputStream(Files.newOutputStream(file), UID.ExplicitVRLittleEndian)) {
            out.writeDataset(image.createFileMetaInformation(UID.ExplicitVRLittleEndian), image);
        }
        return file;
    }

    private static void picture(Attributes image, String burnedIn) {
        image.setString(Tag.SOPClassUID, VR.UI, UID.DigitalXRayImageStorageForPresentation);
        image.setString(Tag.BurnedInAnnotation, VR.CS, burnedIn);
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, SIDE);
        image.setInt(Tag.Columns, VR.US, SIDE);
        image.setInt(Tag.BitsAllocated, VR.US, 8);
        image.setInt(Tag.BitsStored, VR.US, 8);
        image.setInt(Tag.HighBit, VR.US, 7);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        image.setString(Tag.PixelSpacing, VR.DS, SPACING, SPACING);
        image.setString(Tag.WindowCenter, VR.DS, "128");
        image.setString(Tag.WindowWidth, VR.DS, "256");
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (4 * (i % SIDE) + i / SIDE);
        }
        image.setBytes(Tag.PixelData, VR.OB, pixels);
    }

    private static int fill(Attributes image) throws IllegalAccessException {
        int filled = 0;
        for (Field constant : Tag.class.getFields()) {
            int tag = constant.getType() == int.class ? constant.getInt(null) : 0;
            boolean inDataset = tag >>> 16 >= 0x0008 && tag >>> 16 < 0x7FE0 && (tag & 0xFFFF) != 0;
            VR vr = ElementDictionary.vrOf(tag, null);
            if (inDataset && vr != null && !OF_THE_PICTURE.contains(tag)) {
                set(image, tag, vr);
                filled++;
            }
        }
        return filled;
    }

    private static void set(Attributes image, int tag, VR vr) {
        switch (vr) {
            case SQ -> {
                Attributes item = new Attributes();
                item.setString(Tag.PatientName, VR.PN, TEXT);
                item.setString(Tag.ReferencedSOPInstanceUID, VR.UI, UID_ROOT + ".8");
                item.setString(Tag.LUTExplanation, VR.LO, TEXT);
                item.setString("CANARY CREATOR", 0x00990001, VR.LO, TEXT);
                image.newSequence(tag, 1).add(item);
            }
            case UI -> image.setString(tag, vr, UID_ROOT + "." + Integer.toUnsignedString(tag));
            case DA -> image.setString(tag, vr, DATE);
            case DT -> image.setString(tag, vr, DATE + "235959");
            case TM -> image.setString(tag, vr, "235959.777777");
            case DS -> image.setString(tag, vr, DECIMAL);
            case IS -> image.setString(tag, vr, "777777777");
            case AS -> image.setString(tag, vr, "777Y");
            case FL, FD -> image.setDouble(tag, vr, 77.77777);
            case AT, SL, SS, UL, US -> image.setInt(tag, vr, 7777);
            case OB, OD, OF, OL, OW, UN ->
                image.setBytes(tag, vr, "CANARYCANARYCANARYCANARY".getBytes(StandardCharsets.US_ASCII));
            default -> image.setString(tag, vr, TEXT);
        }
    }
}
