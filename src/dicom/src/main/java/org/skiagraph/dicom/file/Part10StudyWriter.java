package org.skiagraph.dicom.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.PlannedImage;
import org.skiagraph.dicom.dataset.StudyPlan.Series;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.dataset.internal.CharacterSet;
import org.skiagraph.dicom.dataset.internal.Filling;
import org.skiagraph.dicom.dataset.internal.PlanChecks;
import org.skiagraph.dicom.file.internal.AtomicFile;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.toolkit.CompressedPixels;
import org.skiagraph.dicom.internal.toolkit.Part10;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.marking.Marking;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.marking.SignedContent;
import org.skiagraph.dicom.marking.Signing;
import org.skiagraph.dicom.marking.SiteKey;
import org.skiagraph.dicom.pixels.BurnIn;
import org.skiagraph.dicom.pixels.PixelChecks;
import org.skiagraph.dicom.pixels.PixelModule;
import org.skiagraph.dicom.pixels.Preview;
import org.skiagraph.dicom.pixels.Quantisation;
import org.skiagraph.dicom.pixels.RunLength;
import org.skiagraph.dicom.pixels.StoredImage;
import org.skiagraph.dicom.template.internal.Iod;
import org.skiagraph.domain.Fatal;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Writes Part 10 files: fills the template, describes the pixels, marks, writes, and reads the marking back. */
public final class Part10StudyWriter implements StudyWriter {
    private final MarkedFiles markedFiles = new MarkingReader();
    private final int previewBits;
    private final Optional<SiteKey> siteKey;

    /** @param previewBits 8 or 16 per sample of the PNG previews */
    public Part10StudyWriter(int previewBits) {
        this(previewBits, Optional.empty());
    }

    /** @param siteKey signs every file; empty leaves them unsigned */
    public Part10StudyWriter(int previewBits, Optional<SiteKey> siteKey) {
        this.siteKey = siteKey;
        if (previewBits != 8 && previewBits != 16) {
            throw new Rejected("previewBits", previewBits + " bits", "Use 8 or 16");
        }
        this.previewBits = previewBits;
    }

    @Override
    public void check(StudyPlan plan, Path directory) {
        PlanChecks.check(plan, iod(plan));
        plan.series().forEach(series -> series.images().forEach(image -> dataset(new Place(plan, series, image))));
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new Rejected("out", existing + " is no directory that can be written to", "Choose another --out");
        }
    }

    @Override
    public List<Instance> write(StudyPlan plan, List<Image> images, Path directory, ProgressListener listener) {
        List<Place> places = places(plan);
        if (images.size() != places.size()) {
            throw new IllegalArgumentException(images.size() + " images for " + places.size() + " planned");
        }
        check(plan, directory);
        long began = System.nanoTime();
        images.forEach(image -> PixelChecks.check(image, plan.pixels().burnIn()));
        List<Instance> written = new ArrayList<>();
        try {
            for (int i = 0; i < images.size(); i++) {
                listener.stopIfCancelled();
                written.add(write(places.get(i), images.get(i), directory));
                listener.on(new Progress("writing", i + 1, images.size(), Duration.ofNanos(System.nanoTime() - began)));
            }
        } catch (RuntimeException e) {
            written.forEach(instance -> remove(instance.file(), instance.preview(), e));
            throw e;
        }
        return written;
    }

    /** One image, and where it belongs. */
    private record Place(StudyPlan plan, Series series, PlannedImage image) {
        String fileName() {
            String name = String.format(Locale.ROOT, "IM%04d", image.instanceNumber());
            return plan.series().size() == 1 ? name : String.format(Locale.ROOT, "SE%04d-%s", series.number(), name);
        }
    }

    private static List<Place> places(StudyPlan plan) {
        return plan.series().stream()
                .flatMap(series -> series.images().stream().map(image -> new Place(plan, series, image)))
                .toList();
    }

    private static void remove(Path file, Path preview, RuntimeException failure) {
        AtomicFile.delete(file, failure);
        AtomicFile.delete(preview, failure);
    }

    private Instance write(Place place, Image image, Path directory) {
        StudyPlan plan = place.plan();
        Image drawn = plan.pixels().burnIn() ? BurnIn.draw(image) : image;
        StoredImage stored = isColour(plan, drawn)
                ? Quantisation.colour(drawn)
                : Quantisation.grey(
                        drawn, plan.pixels().bitsStored(), iod(plan).bits().allocated());
        byte[] bytes = encode(place, stored);
        Path file = directory.resolve(place.fileName() + ".dcm");
        Path preview = directory.resolve(place.fileName() + ".png");
        try {
            AtomicFile.write(preview, Preview.png(stored, previewBits));
            AtomicFile.write(file, bytes, temporary -> verify(temporary, place));
        } catch (RuntimeException e) {
            remove(file, preview, e);
            throw e;
        }
        return new Instance(
                file,
                preview,
                plan.study().studyInstanceUid(),
                place.series().seriesInstanceUid(),
                place.image().sopInstanceUid(),
                plan.template().sopClassUid(),
                plan.pixels().transferSyntax().uid(),
                bytes.length);
    }

    /** Reads back what lies on the disk, before anybody can see it: marks, record, identity. */
    private void verify(Path written, Place place) {
        StudyPlan plan = place.plan();
        MarkedFiles.MarkedFile readBack = markedFiles.read(written);
        boolean same = Marking.isSame(readBack.record(), place.image().record())
                && readBack.sopInstanceUid().equals(place.image().sopInstanceUid())
                && readBack.seriesInstanceUid().equals(place.series().seriesInstanceUid())
                && readBack.studyInstanceUid().equals(plan.study().studyInstanceUid())
                && readBack.sopClassUid().equals(plan.template().sopClassUid())
                && readBack.transferSyntaxUid()
                        .equals(plan.pixels().transferSyntax().uid());
        if (!same) {
            throw new Fatal(written.toString(), "what is read back is not what was written", "Report this as a defect");
        }
    }

    /** A colour IOD stores colour always; where grey is as good, a picture without colours stays grey. */
    private static boolean isColour(StudyPlan plan, Image image) {
        return plan.template().colour() && (image.channels() == 3 || iod(plan).colour());
    }

    private static Iod iod(StudyPlan plan) {
        return Iod.of(plan.template().sopClassUid())
                .orElseThrow(() -> new Rejected(
                        "template",
                        "we do not write SOP class " + plan.template().sopClassUid(),
                        "Check it with `skiagraph templates check`"));
    }

    private static DicomJson dataset(Place place) {
        return Filling.fill(place.plan(), place.series(), place.image(), iod(place.plan()));
    }

    private byte[] encode(Place place, StoredImage stored) {
        StudyPlan plan = place.plan();
        TransferSyntax transferSyntax = plan.pixels().transferSyntax();
        Iod iod = iod(plan);
        DicomJson dataset = dataset(place);
        PixelModule.describe(dataset, stored, iod);
        Marking.apply(dataset, iod, place.image().record(), plan.pixels().burnIn());
        siteKey.ifPresent(key -> Signing.apply(dataset, key, SignedContent.ofImage(stored)));
        CharacterSet.declare(dataset);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            switch (transferSyntax) {
                case RLE_LOSSLESS -> Part10.writeEncapsulated(dataset, RunLength.encode(stored), transferSyntax, out);
                case JPEG_LS_LOSSLESS, JPEG_2000_LOSSLESS -> {
                    write(dataset, stored, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out);
                    byte[] frame =
                            CompressedPixels.find().orElseThrow().compress(out.toByteArray(), transferSyntax.uid());
                    out.reset();
                    PixelModule.compressed(dataset, stored, transferSyntax);
                    Part10.writeEncapsulated(dataset, frame, transferSyntax, out);
                }
                default -> write(dataset, stored, transferSyntax, out);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new Fatal(
                    "transferSyntax",
                    transferSyntax.shortName() + " cannot be written",
                    "Use --transfer-syntax explicit, and report this message",
                    e);
        }
    }

    private static void write(
            DicomJson dataset, StoredImage stored, TransferSyntax transferSyntax, ByteArrayOutputStream out)
            throws IOException {
        Part10.write(dataset, stored.bytes(), stored.bitsAllocated() == 16, transferSyntax, out);
    }
}
