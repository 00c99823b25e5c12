package org.skiagraph.dicom.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Fragments;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.Rejected;

/** Small Part 10 files as the network sees them, in any lossless encoding. */
public final class SmallFiles {
    public static final int ROWS = 48;
    public static final int COLUMNS = 40;
    public static final String RECORD = "{\"prompt\":\"K\u00f6ln\"}";

    /** The same where a reader has no VR for it, as dcmdump shows it. */
    public static final String RECORD_IN_HEX = HexFormat.ofDelimiter("\\").formatHex(RECORD.getBytes(UTF_8));

    private static final int SYNTHETIC_DATA = 0x0008001C;

    private SmallFiles() {}

    /** A marked CR image in Explicit VR Little Endian. */
    public static Path cr(Path file) {
        return write(file, UID.ComputedRadiographyImageStorage, UID.ExplicitVRLittleEndian, true);
    }

    public static Path write(Path file, String sopClass, String transferSyntax, boolean marked) {
        Attributes dataset = dataset(sopClass);
        if (marked) {
            dataset.setString(SYNTHETIC_DATA, VR.CS, "YES");
        }
        if (transferSyntax.equals(UID.RLELossless)) {
            Fragments fragments = dataset.newFragments(Tag.PixelData, VR.OB, 2);
            fragments.add(new byte[0]);
            fragments.add(runLengths(pixels()));
        }
        Attributes meta = dataset.createFileMetaInformation(transferSyntax);
        try (ImageOutputStream out = new ImageOutputStream(file.toFile())) {
            out.writeDataset(meta, dataset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** 16 bits, little-endian: a ramp with flat stretches, so that both kinds of run occur. */
    public static byte[] pixels() {
        ByteBuffer pixels = ByteBuffer.allocate(2 * ROWS * COLUMNS).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            pixels.putShort((short) ((i % 97 < 40 ? 0x0A5F : i * 7) & 0x0FFF));
        }
        return pixels.array();
    }

    /** Reads a file for real, but knows no more of marking than Synthetic Data. */
    public static MarkedFiles reader() {
        return SmallFiles::read;
    }

    private static MarkedFile read(Path file) {
        try (ImageInputStream in = new ImageInputStream(file.toFile())) {
            String syntax = in.getFileMetaInformation().getString(Tag.TransferSyntaxUID);
            Attributes dataset = in.readDataset(-1, Tag.PixelData);
            if (!"YES".equals(dataset.getString(SYNTHETIC_DATA))) {
                throw new Rejected(file.toString(), "it carries no marking", "Send only files of ours");
            }
            return new MarkedFile(
                    file,
                    dataset.getString(Tag.StudyInstanceUID),
                    dataset.getString(Tag.SeriesInstanceUID),
                    dataset.getString(Tag.SOPInstanceUID),
                    dataset.getString(Tag.SOPClassUID),
                    syntax,
                    record(),
                    List.of("SyntheticData (0008,001C) = YES"));
        } catch (IOException e) {
            throw new Rejected(file.toString(), "it is not DICOM", "Send only files of ours", e);
        }
    }

    private static GenerationRecord record() {
        return new GenerationRecord(
                new GenerationRecord.Product("test", "0"),
                new GenerationRecord.Bundle("none", "0", ""),
                new GenerationRecord.Request("text-to-image", "", Optional.empty(), "truncate", 0, 0, 8, 8),
                new GenerationRecord.Sampling("DDIMScheduler", Map.of(), 1, 1, 0, 0, 1, 0, Optional.empty()),
                new GenerationRecord.Execution("CPU", "0", "none", 1, 1),
                new GenerationRecord.Template("none", ""),
                GenerationRecord.Inputs.NONE);
    }

    private static Attributes dataset(String sopClass) {
        Attributes dataset = new Attributes();
        dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
        dataset.setString(Tag.SOPClassUID, VR.UI, sopClass);
        dataset.setString(Tag.SOPInstanceUID, VR.UI, uid());
        dataset.setString(Tag.StudyInstanceUID, VR.UI, uid());
        dataset.setString(Tag.SeriesInstanceUID, VR.UI, uid());
        dataset.setString(Tag.PatientName, VR.PN, "SYNTHETIC^\u0141ukasz");
        dataset.setString(Tag.PatientID, VR.LO, "SYNTH-" + UUID.randomUUID());
        dataset.setString(Tag.Modality, VR.CS, "CR");
        dataset.setString("SKIAGRAPH TEST", 0x00990001, VR.UT, RECORD);
        dataset.setInt(Tag.SamplesPerPixel, VR.US, 1);
        dataset.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        dataset.setInt(Tag.Rows, VR.US, ROWS);
        dataset.setInt(Tag.Columns, VR.US, COLUMNS);
        dataset.setInt(Tag.BitsAllocated, VR.US, 16);
        dataset.setInt(Tag.BitsStored, VR.US, 12);
        dataset.setInt(Tag.HighBit, VR.US, 11);
        dataset.setInt(Tag.PixelRepresentation, VR.US, 0);
        dataset.setBytes(Tag.PixelData, VR.OW, pixels());
        return dataset;
    }

    private static String uid() {
        return UID.createUID("2.25");
    }

    /** PS3.5 Annex G: the high bytes' segment, then the low bytes'. */
    private static byte[] runLengths(byte[] pixels) {
        byte[] high = packBits(pixels, 1);
        byte[] low = packBits(pixels, 0);
        ByteBuffer frame = ByteBuffer.allocate(64 + high.length + low.length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(2).putInt(64).putInt(64 + high.length).position(64);
        return frame.put(high).put(low).array();
    }

    private static byte[] packBits(byte[] pixels, int offset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int count = pixels.length / 2;
        for (int i = 0; i < count; ) {
            int run = 1;
            while (run < 128 && i + run < count && pixels[2 * (i + run) + offset] == pixels[2 * i + offset]) {
                run++;
            }
            out.write(run == 1 ? 0 : 1 - run);
            out.write(pixels[2 * i + offset]);
            i += run;
        }
        if (out.size() % 2 != 0) {
            out.write(-128);
        }
        return out.toByteArray();
    }
}
