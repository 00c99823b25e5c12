package org.skiagraph.app.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiagraph.dicom.dataset.Geometry;
import org.skiagraph.diffusion.GeneratedImages;
import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.diffusion.GeneratedImages.GeneratedImage;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Image;

/**
 * How what a model makes is laid out in a study: pictures are the images of one series, each volume is a series of slices.
 *
 * @param count pictures or volumes
 * @param volume how each volume is cut; empty for pictures
 * @param pixelSpacing of pictures, in mm
 */
record Layout(int count, Optional<AxialVolume> volume, Optional<Double> pixelSpacing) {
    /** @param fieldMm how wide the field of a picture is */
    static Layout of(ModelBundle bundle, EffectiveSettings settings, int count, Optional<Double> fieldMm) {
        Optional<AxialVolume> volume = settings.depth()
                .map(depth -> new AxialVolume(TemplateChoice.grid(bundle), depth, settings.height(), settings.width()));
        return new Layout(
                count, volume, fieldMm.map(field -> field / settings.output().fieldColumns()));
    }

    int series() {
        return volume.isPresent() ? count : 1;
    }

    int imagesPerSeries() {
        return volume.map(AxialVolume::slices).orElse(count);
    }

    /** Which of the things that were made an image belongs to. */
    int index(int series, int place) {
        return volume.isPresent() ? series : place;
    }

    Optional<Geometry> geometry(int place) {
        return volume.map(cut -> cut.geometry(place))
                .or(() -> pixelSpacing.map(spacing -> Geometry.ofPicture(spacing, place)));
    }

    /** Every image of the study, series by series. */
    List<Image> images(GeneratedImages made) {
        List<Image> images = new ArrayList<>();
        for (GeneratedImage one : made.images()) {
            images.addAll(volume.map(cut -> cut.cut(one.slices())).orElseGet(() -> List.of(one.image())));
        }
        return images;
    }
}
