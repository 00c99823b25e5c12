package org.skiagraph.app.studies;

import java.util.List;
import java.util.Optional;
import org.skiagraph.app.studies.Inputs.Box;
import org.skiagraph.app.studies.Inputs.Edit;
import org.skiagraph.app.studies.PictureFiles.Picture;
import org.skiagraph.dicom.source.SourceGeometry;
import org.skiagraph.dicom.source.SourceGeometry.Spacing;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.Pictures;
import org.skiagraph.diffusion.GenerationRequest.Source;
import org.skiagraph.diffusion.RepaintRectangle;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;

/**
 * The pictures of a request, read from their files.
 *
 * @param fieldMm how wide their field is: the source's where that says so, else the model's
 */
record InputPictures(Pictures pictures, Optional<Double> fieldMm) {
    /** diffusers' defaults. */
    private static final double IMAGE_TO_IMAGE = 0.8;

    private static final double INPAINTING = 1;

    /** @throws Rejected if one cannot be read, or has a size that the model cannot make */
    static InputPictures read(StudyRequest request, ModelBundle bundle) {
        Inputs inputs = request.inputs();
        Optional<Picture> given = inputs.edit().image().map(file -> PictureFiles.open("image", file, inputs.sources()));
        Optional<Source> source = given.map(Picture::pixels).map(image -> {
            boolean masked =
                    inputs.edit().mask().isPresent() || inputs.edit().box().isPresent();
            double usual = masked ? INPAINTING : IMAGE_TO_IMAGE;
            return new Source(image, inputs.edit().strength().orElse(usual), mask(inputs, image));
        });
        List<GenerationRequest.Control> controls = inputs.controls().stream()
                .map(control -> new GenerationRequest.Control(
                        control.name(),
                        PictureFiles.read("control", control.image(), inputs.sources()),
                        control.conditioningScale()))
                .toList();
        boolean sizeIsAsked = request.picture().width().isPresent()
                || request.picture().height().isPresent();
        if (!sizeIsAsked) {
            source.ifPresent(picture -> size("image", picture.image(), bundle));
            controls.forEach(picture -> size("control", picture.image(), bundle));
        }
        return new InputPictures(new Pictures(source, controls), fieldMm(given.flatMap(Picture::geometry), bundle));
    }

    /** What is made of a DICOM file keeps its lengths. */
    private static Optional<Double> fieldMm(Optional<SourceGeometry> source, ModelBundle bundle) {
        Optional<Spacing> spacing = source.flatMap(SourceGeometry::spacing);
        if (spacing.filter(given -> given.row() != given.column()).isPresent()) {
            throw new Rejected("image", "its pixels are not square", "Resample it to square pixels");
        }
        return spacing.map(given -> given.column() * source.orElseThrow().columns())
                .or(() -> bundle.image().fieldOfViewMm());
    }

    private static Optional<Image> mask(Inputs inputs, Image image) {
        Edit edit = inputs.edit();
        return edit.mask()
                .map(file -> PictureFiles.read("mask", file, inputs.sources()).toGrey())
                .or(() -> edit.box().map(box -> rectangle(box, image)));
    }

    /** White inside, black around. */
    private static Image rectangle(Box box, Image image) {
        if ((long) box.x() + box.width() > image.width() || (long) box.y() + box.height() > image.height()) {
            throw new Rejected(
                    "box",
                    box.text() + " does not lie inside the image of " + image.width() + " x " + image.height()
                            + " pixels",
                    "Give left, top, width and height of a rectangle that does");
        }
        return new RepaintRectangle(box.x(), box.y(), box.width(), box.height()).mask(image.width(), image.height());
    }

    /** Without another wish the result is as large as the picture, so the model must be able to make that. */
    private static void size(String field, Image image, ModelBundle bundle) {
        int multiple = bundle.latent().factor() * bundle.latent().multiple();
        if (image.width() % multiple != 0 || image.height() % multiple != 0) {
            throw new Rejected(
                    field,
                    "it has " + image.width() + " x " + image.height() + " pixels, and this model's sides divide by "
                            + multiple,
                    "Resize it to " + nearest(image.width(), multiple) + " x " + nearest(image.height(), multiple));
        }
    }

    private static int nearest(int pixels, int multiple) {
        return Math.max(1, (pixels + multiple / 2) / multiple) * multiple;
    }
}
