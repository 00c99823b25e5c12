package org.skiagraph.app.studies;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.PictureAspect;
import org.skiagraph.diffusion.bundle.PictureAspect.Fit;
import org.skiagraph.domain.Rejected;

/** Which proportions a result is given back: "original" is what the model's pictures had before training, else "10:13". */
final class AspectChoice {
    private static final String ORIGINAL = "original";
    private static final Pattern RATIO = Pattern.compile("(\\d{1,5}):(\\d{1,5})(?::(stretch|pad))?");

    private AspectChoice() {}

    static void check(String text) {
        if (!text.equals(ORIGINAL) && !RATIO.matcher(text).matches()) {
            throw new Rejected(
                    "aspect",
                    "'" + text + "' is no proportion",
                    "Give 'original', or WIDTH:HEIGHT such as 10:13, with :pad for black beside the picture");
        }
    }

    static Optional<PictureAspect> of(StudyRequest.Picture picture, ModelBundle bundle) {
        return picture.aspect().map(text -> text.equals(ORIGINAL) ? original(bundle) : ratio(text));
    }

    private static PictureAspect original(ModelBundle bundle) {
        return bundle.image()
                .aspect()
                .orElseThrow(() -> new Rejected(
                        "aspect",
                        bundle.name() + " does not say what its pictures' proportions were",
                        "Give WIDTH:HEIGHT, or write image.aspect into its bundle.yaml"));
    }

    private static PictureAspect ratio(String text) {
        Matcher ratio = RATIO.matcher(text);
        if (!ratio.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new PictureAspect(
                Integer.parseInt(ratio.group(1)),
                Integer.parseInt(ratio.group(2)),
                "pad".equals(ratio.group(3)) ? Fit.PAD : Fit.STRETCH);
    }
}
