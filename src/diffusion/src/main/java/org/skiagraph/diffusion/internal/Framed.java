package org.skiagraph.diffusion.internal;

import java.util.List;
import org.skiagraph.diffusion.Framing;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.bundle.PictureAspect;
import org.skiagraph.diffusion.bundle.PictureAspect.Fit;
import org.skiagraph.diffusion.decoding.CubicResize;
import org.skiagraph.domain.Image;

/** Pictures on their way between people and the model. */
record Framed(Framing framing) {

    /** A picture as the model knows them. */
    Image in(Image image) {
        return framing.mirrored() ? mirrored(image) : image;
    }

    /** Pictures as people want them. */
    List<Image> out(List<Image> slices) {
        return slices.stream().map(this::in).map(this::restored).toList();
    }

    private static Image mirrored(Image image) {
        int width = image.width();
        int channels = image.channels();
        float[] samples = new float[image.samples().length];
        for (int i = 0; i < width * image.height(); i++) {
            int from = i - i % width + width - 1 - i % width;
            System.arraycopy(image.samples(), from * channels, samples, i * channels, channels);
        }
        return new Image(width, image.height(), channels, samples);
    }

    private Image restored(Image image) {
        Size size = framing.size(new Size(image.width(), image.height()));
        boolean padded =
                framing.aspect().map(PictureAspect::fit).filter(Fit.PAD::equals).isPresent();
        return padded ? padded(image, size) : CubicResize.CATMULL_ROM.to(size.width(), size.height(), image);
    }

    private static Image padded(Image image, Size size) {
        int channels = image.channels();
        float[] samples = new float[size.width() * size.height() * channels];
        int left = (size.width() - image.width()) / 2;
        int top = (size.height() - image.height()) / 2;
        int row = image.width() * channels;
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(image.samples(), y * row, samples, ((top + y) * size.width() + left) * channels, row);
        }
        return new Image(size.width(), size.height(), channels, samples);
    }
}
