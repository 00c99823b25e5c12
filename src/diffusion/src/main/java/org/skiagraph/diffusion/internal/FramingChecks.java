package org.skiagraph.diffusion.internal;

import org.skiagraph.diffusion.Framing;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.PictureAspect;
import org.skiagraph.domain.Rejected;

/** What can be wrong with a frame. */
final class FramingChecks {
    private static final double MOST = 8;

    private FramingChecks() {}

    static void check(Framing framing, ModelBundle bundle) {
        if (!framing.equals(Framing.AS_MADE) && bundle.image().depth().isPresent()) {
            throw new Rejected(
                    "framing", "this model makes volumes, which are neither mirrored nor stretched", "Leave it out");
        }
        framing.aspect().ifPresent(FramingChecks::aspect);
    }

    private static void aspect(PictureAspect aspect) {
        boolean positive = aspect.width() > 0 && aspect.height() > 0;
        double ratio = positive ? (double) aspect.width() / aspect.height() : 0;
        if (!(ratio >= 1 / MOST && ratio <= MOST)) {
            throw new Rejected(
                    "aspect",
                    aspect.width() + ":" + aspect.height() + " is no shape for a picture",
                    "Use proportions from 1:8 to 8:1");
        }
    }
}
