package org.skiagraph.app.studies;

import java.util.Optional;
import org.skiagraph.dicom.source.SourceGeometry;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Rejected;

/** How wide the field of a picture is: what is made of a DICOM file keeps its lengths. */
final class SourceField {
    private SourceField() {}

    /** @throws Rejected if the source's pixels are longer one way than the other */
    static Optional<Double> mm(StudyRequest request, ModelBundle bundle) {
        return request.inputs()
                .edit()
                .image()
                .flatMap(file -> PictureFiles.geometry(file, request.inputs().sources()))
                .flatMap(SourceField::mm)
                .or(() -> bundle.image().fieldOfViewMm());
    }

    private static Optional<Double> mm(SourceGeometry geometry) {
        geometry.spacing().filter(spacing -> spacing.row() != spacing.column()).ifPresent(spacing -> {
            throw new Rejected("image", "its pixels are not square", "Resample it to square pixels");
        });
        return geometry.spacing().map(spacing -> spacing.column() * geometry.columns());
    }
}
