package org.skiagraph.diffusion;

import java.util.Optional;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.bundle.PictureAspect;
import org.skiagraph.diffusion.bundle.PictureAspect.Fit;

/**
 * How the pictures that people see lie beside those that the model makes. Pictures that go in are turned as the result will
 * be: what a mask leaves alone stays where it was.
 *
 * @param mirrored whether left and right change places, for models that know one side of the body alone
 * @param aspect proportions that the result is given back, with Catmull and Rom's filter or with black around it; empty leaves
 *     its own
 */
public record Framing(boolean mirrored, Optional<PictureAspect> aspect) {
    public static final Framing AS_MADE = new Framing(false, Optional.empty());

    /** The size of the result. */
    public Size size(Size made) {
        return aspect.map(proportions -> new Size(
                        proportions.columns(made.width(), made.height()),
                        proportions.rows(made.width(), made.height())))
                .orElse(made);
    }

    /**
     * Columns of the result that span the bundle's field of view: pixel spacing is fieldOfViewMm over this. Stretched columns
     * share it, and black ones lie beside it.
     */
    public int fieldColumns(Size made) {
        boolean stretched =
                aspect.map(PictureAspect::fit).filter(Fit.STRETCH::equals).isPresent();
        return stretched ? size(made).width() : made.width();
    }
}
