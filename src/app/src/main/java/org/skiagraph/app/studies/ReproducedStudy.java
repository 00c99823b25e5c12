package org.skiagraph.app.studies;

import java.nio.file.Path;
import java.util.List;
import org.skiagraph.dicom.file.StudyWriter;
import org.skiagraph.diffusion.GeneratedImages;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;

/** What was made again, as a study of its own: another patient, other UIDs, the record of this machine. */
final class ReproducedStudy {
    private ReproducedStudy() {}

    /**
     * @param images the picture, or all slices of the volume
     * @return the study's folder
     */
    static Path write(
            StudyParts parts, Records records, GenerationRecord record, List<Image> images, GeneratedImages made) {
        StudyRequest request = records.request();
        StudyDraft draft = StudyDraft.of(request, records.template(), parts.identities(), Submission.now());
        Layout layout = Layout.of(
                records.bundle(), made.settings(), 1, records.checked().fieldMm());
        StudyWriter writer = parts.writers().apply(request.storage().previewBits());
        try (StudyFolder folder = StudyFolder.create(request.out(), draft.folderName())) {
            writer.write(
                    LaidOutStudy.of(draft, layout).plan(index -> record),
                    images,
                    folder.working(),
                    ProgressListener.NONE);
            return folder.publish();
        }
    }
}
