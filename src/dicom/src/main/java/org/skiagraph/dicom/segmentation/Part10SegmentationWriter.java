package org.skiagraph.dicom.segmentation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.dataset.internal.CharacterSet;
import org.skiagraph.dicom.file.internal.AtomicFile;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.Part10;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.marking.Marking;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.marking.SignedContent;
import org.skiagraph.dicom.marking.Signing;
import org.skiagraph.dicom.marking.SiteKey;
import org.skiagraph.dicom.segmentation.SegmentationPlan.Segment;
import org.skiagraph.dicom.segmentation.internal.PackedFrames;
import org.skiagraph.dicom.segmentation.internal.SegmentationDataset;
import org.skiagraph.dicom.template.internal.ValueRules;
import org.skiagraph.domain.Fatal;
import org.skiagraph.domain.Rejected;

/** Writes segmentations in Explicit VR Little Endian, which everybody reads; one bit a pixel is small as it is. */
public final class Part10SegmentationWriter implements SegmentationWriter {
    private final MarkedFiles markedFiles = new MarkingReader();
    private final Optional<SiteKey> siteKey;

    public Part10SegmentationWriter() {
        this(Optional.empty());
    }

    /** @param siteKey signs every file; empty leaves them unsigned */
    public Part10SegmentationWriter(Optional<SiteKey> siteKey) {
        this.siteKey = siteKey;
    }

    @Override
    public void write(Path image, SegmentationPlan plan, Path file) {
        MarkedFile ours = markedFiles.read(image);
        DicomJson header = header(image);
        plan.segments().forEach(segment -> check(segment, header));
        DicomJson dataset = SegmentationDataset.of(header, plan);
        Marking.applyToSegmentation(dataset, ours.record());
        byte[] packed = PackedFrames.of(plan.segments());
        siteKey.ifPresent(key -> Signing.apply(dataset, key, SignedContent.ofSegmentation(dataset, packed)));
        CharacterSet.declare(dataset);
        AtomicFile.write(file, encode(dataset, packed), temporary -> verify(temporary, ours, plan));
    }

    private static DicomJson header(Path image) {
        try {
            return Part10.readHeader(image).dataset();
        } catch (IOException e) {
            throw new Rejected(image.toString(), "it cannot be read", "Look at its permissions", e);
        }
    }

    private static void check(Segment segment, DicomJson image) {
        Mask mask = segment.mask();
        String rows = image.text(Tags.ROWS).orElse("");
        String columns = image.text(Tags.COLUMNS).orElse("");
        if (!rows.equals(Integer.toString(mask.height())) || !columns.equals(Integer.toString(mask.width()))) {
            throw new Rejected(
                    "mask",
                    "it has " + mask.width() + " x " + mask.height() + " pixels, and its image " + columns + " x "
                            + rows,
                    "Give a mask of the image's size, and no other --width, --height or --aspect");
        }
        if (mask.pixels().isEmpty()) {
            throw new Rejected("mask", "nothing in it is white", "Paint what is to be made anew white");
        }
        ValueRules.fault("LO", segment.label()).ifPresent(fault -> {
            throw new Rejected("finding", fault, "Write a label of 1 to 64 characters");
        });
    }

    private static byte[] encode(DicomJson dataset, byte[] packed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Part10.write(dataset, packed, false, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out);
        } catch (IOException e) {
            throw new Fatal("segmentation", "it cannot be written", "Report this message", e);
        }
        return out.toByteArray();
    }

    /** Reads back what lies on the disk, before anybody can see it. */
    private void verify(Path written, MarkedFile image, SegmentationPlan plan) {
        MarkedFile readBack = markedFiles.read(written);
        boolean same = Marking.isSame(readBack.record(), image.record())
                && readBack.sopInstanceUid().equals(plan.uids().sopInstance())
                && readBack.seriesInstanceUid().equals(plan.uids().series())
                && readBack.studyInstanceUid().equals(image.studyInstanceUid())
                && readBack.sopClassUid().equals(Tags.SEGMENTATION);
        if (!same) {
            throw new Fatal(written.toString(), "what is read back is not what was written", "Report this as a defect");
        }
    }
}
