package org.skiagraph.app.studies;

import java.util.Optional;
import org.skiagraph.dicom.source.SourceGeometry;
import org.skiagraph.diffusion.bundle.ModelBundle;

/** How wide the field of a picture is. */
final class SourceField {
    private SourceField() {}

    /** What is made of a DICOM file keeps its lengths, or has none where the file has none that are the same both ways. */
    static Optional<Double> mm(StudyRequest request, ModelBundle bundle) {
        return request.inputs()
                .edit()
                .image()
                .flatMap(file -> PictureFiles.geometry(file, request.inputs().sources()))
                .map(SourceField::mm)
                .orElseGet(() -> bundle.image().fieldOfViewMm());
    }

    private static Optional<Double> mm(SourceGeometry geometry) {
        return geometry.spacing()
                .filter(spacing -> spacing.row() == spacing.column())
                .map(spacing -> spacing.column() * geometry.columns());
    }
}
