package org.skiagraph.app.cohorts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.skiagraph.app.files.Digests;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.app.studies.StudySession;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.segmentation.Mask;
import org.skiagraph.dicom.segmentation.SegmentationPlan;
import org.skiagraph.domain.ProgressListener;

/**
 * Makes the studies of rows. A study gets its place when everything in it is written, and its journal when everything beside
 * it is; a row without a journal is made again.
 */
record RowMaker(CohortParts parts, CohortFolder folder, RunFile run, NumericColumns numeric) {

    boolean isFinished(PlannedRow row) {
        return FinishedRow.read(journal(row))
                .filter(finished -> finished.isWhole(folder.root()))
                .isPresent();
    }

    FinishedRow finished(PlannedRow row) {
        return FinishedRow.read(journal(row)).orElseThrow();
    }

    private Path journal(PlannedRow row) {
        return folder.file(CohortFolder.journal(row.row().number()));
    }

    /** @return warnings */
    List<String> make(PlannedRow row, StudySession.Prepared prepared, ProgressListener listener) {
        int number = row.row().number();
        StudyResult result = prepared.generate(row.submission(), listener);
        MadeRow made = new MadeRow(
                row, result, CohortFolder.study(number), prepared.words().orElse(""), run.runId(), numeric);
        Optional<Mask> mask = row.hasLesion() ? prepared.mask().map(Mask::of) : Optional.empty();
        List<Path> beside = new ArrayList<>();
        List<ObjectNode> entries = new ArrayList<>();
        for (Instance instance : result.instances()) {
            String name = nameOf(instance);
            ImageEntry entry = ImageEntry.of(made, instance);
            Path thumbnail = folder.file(CohortFolder.thumbnail(number, name));
            WholeFile.write(thumbnail, Thumbnails.of(instance.preview()));
            beside.add(thumbnail);
            mask.ifPresent(where -> beside.add(lesion(new Lesion(row, instance, where), entry)));
            WholeFile.write(instance.file().resolveSibling(name + ".json"), Trees.pretty(entry.node()));
            entries.add(entry.node());
        }
        WholeFile.place(result.directory(), folder.file(made.study()));
        new FinishedRow(entries, digests(made.study(), beside)).write(journal(row));
        return result.warnings();
    }

    /** @return the mask's picture */
    private Path lesion(Lesion lesion, ImageEntry entry) {
        Path image = lesion.image().file();
        Path segmentation = image.resolveSibling(nameOf(lesion.image()) + "-SEG.dcm");
        SegmentationPlan plan = lesion.plan(parts.studies().identities());
        parts.segmentations().write(image, plan, segmentation);
        String picture = CohortFolder.mask(lesion.row().row().number(), nameOf(lesion.image()));
        WholeFile.write(folder.file(picture), lesion.png());
        entry.lesion(segmentation, picture, plan);
        return folder.file(picture);
    }

    private static String nameOf(Instance instance) {
        return instance.file().getFileName().toString().replaceFirst("\\.dcm$", "");
    }

    private Map<String, String> digests(String study, List<Path> beside) {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.file(study))) {
            for (Path file : Stream.concat(files, beside.stream()).toList()) {
                String name = folder.root().relativize(file).toString();
                digests.put(name, Digests.hex(file));
            }
            return digests;
        } catch (IOException e) {
            throw WholeFile.failed(folder.file(study), e);
        }
    }
}
