package org.skiagraph.app.outbox;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.skiagraph.dicom.dataset.Geometry;
import org.skiagraph.dicom.dataset.Identities;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.StudyPlan.PlannedImage;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.template.TemplateDirectory;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;

/** Real marked files in numbers that a model would take too long to make: all of them black. */
final class ManyInstances {
    private static final Path TEMPLATES = Path.of(System.getProperty("skiagraph.root"), "dicom-templates");
    private static final int EDGE = 16;

    private ManyInstances() {}

    /** @param record of some image that a model did make */
    static List<Path> write(GenerationRecord record, int count, Path directory) {
        Identities identities = SyntheticIdentities.under(Optional.empty());
        List<PlannedImage> images = IntStream.range(0, count)
                .mapToObj(i ->
                        new PlannedImage(identities.newUid(), i + 1, Optional.of(Geometry.ofPicture(1.4, i)), record))
                .toList();
        StudyPlan plan = new StudyPlan(
                TemplateDirectory.on(List.of(TEMPLATES)).find("cr-chest"),
                identities.newPatient(),
                new StudyPlan.Study(identities.newUid(), "1", "", LocalDateTime.of(2026, 11, 26, 12, 0), "black"),
                List.of(new StudyPlan.Series(identities.newUid(), identities.newUid(), 1, false, images)),
                PixelSettings.DEFAULT);
        Image black = new Image(EDGE, EDGE, 1, new float[EDGE * EDGE]);
        return new Part10StudyWriter(8)
                .write(plan, Collections.nCopies(count, black), directory, ProgressListener.NONE).stream()
                        .map(Instance::file)
                        .toList();
    }
}
