package org.skiagraph.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.dataset.Identities;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.segmentation.FindingCode;
import org.skiagraph.dicom.segmentation.Mask;
import org.skiagraph.dicom.segmentation.Part10SegmentationWriter;
import org.skiagraph.dicom.segmentation.SegmentationPlan;
import org.skiagraph.dicom.segmentation.SegmentationPlan.Segment;
import org.skiagraph.dicom.segmentation.SegmentationPlan.Uids;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Where a finding was painted, for other programs to read. */
class SegmentationTest {
    /** Not a multiple of eight pixels, so that the second frame begins inside a byte. */
    private static final int WIDTH = 61;

    private static final int HEIGHT = 47;

    private static final String READ = """
            import sys, pydicom
            from pydicom.pixel_data_handlers.numpy_handler import unpack_bits
            for name in sys.argv[1:]:
                ds = pydicom.dcmread(name)
                frames = int(ds.NumberOfFrames)
                bits = unpack_bits(ds.PixelData)[:frames * ds.Rows * ds.Columns].tolist()
                source = ds.PerFrameFunctionalGroupsSequence[1].DerivationImageSequence[0].SourceImageSequence[0]
                series = ds.ReferencedSeriesSequence[0]
                assert series.ReferencedInstanceSequence[0].ReferencedSOPInstanceUID == source.ReferencedSOPInstanceUID
                codes = [s.SegmentedPropertyTypeCodeSequence[0].CodeValue for s in ds.SegmentSequence]
                print(source.ReferencedSOPInstanceUID, series.SeriesInstanceUID, ','.join(codes), ''.join(map(str, bits)))
            """;

    @TempDir
    Path directory;

    private final Identities identities = SyntheticIdentities.under(Optional.empty());

    private Instance image(String template) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(template));
        Image picture = Plans.ramp(WIDTH, HEIGHT, 1);
        return new Part10StudyWriter(8)
                .write(
                        Plans.of(template, 1, PixelSettings.DEFAULT),
                        Collections.nCopies(1, picture),
                        folder,
                        ProgressListener.NONE)
                .get(0);
    }

    private SegmentationPlan plan(Mask... masks) {
        List<Segment> segments = IntStream.range(0, masks.length)
                .mapToObj(i -> new Segment("nodule größer " + (i + 1), FindingCode.NODULE, masks[i]))
                .toList();
        Uids uids = new Uids(identities.newUid(), identities.newUid(), identities.newUid());
        return new SegmentationPlan(uids, 1001, segments);
    }

    private static Mask mask(int every) {
        BitSet pixels = new BitSet();
        for (int i = 0; i < WIDTH * HEIGHT; i += every) {
            pixels.set(i);
        }
        return new Mask(WIDTH, HEIGHT, pixels);
    }

    private static String bits(Mask... masks) {
        StringBuilder bits = new StringBuilder();
        for (Mask mask : masks) {
            bits.append(IntStream.range(0, WIDTH * HEIGHT)
                    .mapToObj(i -> mask.pixels().get(i) ? "1" : "0")
                    .collect(Collectors.joining()));
        }
        return bits.toString();
    }

    private Path write(Instance image, SegmentationPlan plan) {
        Path file = image.file().resolveSibling("SEG0001.dcm");
        new Part10SegmentationWriter().write(image.file(), plan, file);
        return file;
    }

    @Test
    void everyKindOfImageGetsOneThatOthersReadBitForBit() throws Exception {
        Mask one = mask(3);
        Mask other = mask(7);
        List<Instance> images =
                List.of(image("dx-chest-pa"), image("cr-chest"), image("ct-slice"), image("sc"), image("mg-cc-l"));
        List<Path> files =
                images.stream().map(image -> write(image, plan(one, other))).toList();

        assertThat(Dciodvfy.errors(files)).hasSize(files.size()).allSatisfy((file, errors) -> assertThat(errors)
                .isEmpty());
        for (Path file : files) {
            Tool.Result dump = Tool.run("dcmdump", "+P", "0062,0005", file.toString());
            assertThat(dump.exitCode()).as(dump.output()).isZero();
            assertThat(dump.output()).contains("nodule größer 2");
        }
        List<String> lines = pydicom(files);
        for (int i = 0; i < files.size(); i++) {
            Instance image = images.get(i);
            assertThat(lines.get(i))
                    .isEqualTo(image.sopInstanceUid() + " " + image.seriesInstanceUid() + " 27925004,27925004 "
                            + bits(one, other));
        }
    }

    private List<String> pydicom(List<Path> files) throws Exception {
        Path script = Files.writeString(directory.resolve("read.py"), READ);
        Tool.Result result = Tool.run(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("/usr/bin/python3", script.toString()),
                        files.stream().map(Path::toString))
                .toArray(String[]::new));
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output().lines().toList();
    }

    @Test
    void itIsMarkedAndBelongsToItsImagesStudy() throws IOException {
        Instance image = image("dx-chest-pa");
        SegmentationPlan plan = plan(mask(2));

        MarkedFile read = new MarkingReader().read(write(image, plan));

        assertThat(read.studyInstanceUid()).isEqualTo(image.studyInstanceUid());
        assertThat(read.sopInstanceUid()).isEqualTo(plan.uids().sopInstance());
        assertThat(read.record())
                .isEqualTo(new MarkingReader().read(image.file()).record());
    }

    @Test
    void theSameIsWrittenTwiceByteForByte() throws IOException {
        Instance image = image("ct-slice");
        SegmentationPlan plan = plan(mask(5));

        byte[] first = Files.readAllBytes(write(image, plan));

        assertThat(Files.readAllBytes(write(image, plan))).isEqualTo(first);
    }

    @Test
    void aMaskOfAnotherSizeOrWithoutAPixelIsRejected() throws IOException {
        Instance image = image("sc");

        assertThatThrownBy(() -> write(image, plan(new Mask(8, 8, new BitSet()))))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("61 x 47");
        assertThatThrownBy(() -> write(image, plan(new Mask(WIDTH, HEIGHT, new BitSet()))))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("white");
        assertThat(image.file().resolveSibling("SEG0001.dcm")).doesNotExist();
    }

    @Test
    void aCodeIsTakenFromTheTableAndNeverGuessed() {
        assertThat(FindingCode.in("large left pleural effusion")).isEqualTo(FindingCode.PLEURAL_EFFUSION);
        assertThat(FindingCode.in("Nodule")).isEqualTo(FindingCode.NODULE);
        assertThat(FindingCode.in("micronodules of unknown kind")).isEqualTo(FindingCode.LESION);
        assertThat(FindingCode.in("pulmonary edema")).isEqualTo(FindingCode.PULMONARY_EDEMA);
    }
}
