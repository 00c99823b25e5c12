package org.skiagraph.diffusion.internal;

import java.util.List;
import org.skiagraph.diffusion.GenerationRequest.Control;
import org.skiagraph.diffusion.GenerationRequest.Pictures;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.GenerationRequest.Source;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.ModelBundle.Masking;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;

/** What can be wrong with the pictures that go in, each with its mend. */
final class PictureChecks {
    private PictureChecks() {}

    static void check(ResolvedRequest resolved, ModelBundle bundle, List<String> controlNets) {
        resolved.request().pictures().source().ifPresent(source -> source(source, resolved.size(), bundle));
        List<Control> controls = resolved.request().pictures().controls();
        if (controls.size() > Pictures.MOST_CONTROLS) {
            throw new Rejected("control", controls.size() + " pictures", "Give at most " + Pictures.MOST_CONTROLS);
        }
        for (Control control : controls) {
            controlRole(control, controlNets);
            if (!(control.conditioningScale() >= 0 && control.conditioningScale() < Double.POSITIVE_INFINITY)) {
                throw new Rejected("control", "a scale of " + control.conditioningScale(), "Give a number from 0 up");
            }
            if (!(control.start() >= 0 && control.start() <= control.stop() && control.stop() <= 1)) {
                throw new Rejected(
                        "control",
                        "a window from " + control.start() + " to " + control.stop(),
                        "Give two shares of the steps from 0 to 1, the lower first");
            }
            sameSize("control", control.image(), resolved.size());
        }
    }

    private static void source(Source source, Size size, ModelBundle bundle) {
        if (!(source.strength() > 0 && source.strength() <= 1)) {
            throw new Rejected("strength", source.strength() + " is out of range", "Use a number over 0 up to 1");
        }
        if (bundle.image().depth().isPresent()) {
            throw new Rejected("image", "this model makes volumes, and cannot edit a picture", "Leave out the image");
        }
        if (!bundle.components().containsKey("vae_encoder")) {
            throw new Rejected(
                    "image", "the model has no vae_encoder, so it cannot read pictures", "Export its encoder too");
        }
        sameSize("image", source.image(), size);
        source.mask().ifPresent(mask -> mask(mask, source.image(), bundle));
    }

    private static void mask(Image mask, Image image, ModelBundle bundle) {
        if (bundle.composition().masking() == Masking.NONE) {
            throw new Rejected("mask", "this model cannot repaint", "Leave out the mask");
        }
        if (mask.width() != image.width() || mask.height() != image.height()) {
            throw new Rejected(
                    "mask",
                    "it has " + mask.width() + " x " + mask.height() + " pixels, the image " + image.width() + " x "
                            + image.height(),
                    "Draw it on the image, at the image's size");
        }
        for (float sample : mask.samples()) {
            if (sample >= 0.5f) {
                return;
            }
        }
        throw new Rejected("mask", "it is empty: no pixel is to be repainted", "Make what is to be repainted white");
    }

    private static void sameSize(String field, Image image, Size size) {
        if (image.width() != size.width() || image.height() != size.height()) {
            throw new Rejected(
                    field,
                    "it has " + image.width() + " x " + image.height() + " pixels, the result " + size.width() + " x "
                            + size.height(),
                    "Resize it to " + size.width() + " x " + size.height() + ", or ask for its size");
        }
    }

    /** Which of the bundle's ControlNets is meant: its role, or what follows "controlnet_" in it. */
    static String controlRole(Control control, List<String> controlNets) {
        if (controlNets.isEmpty()) {
            throw new Rejected("control", "the model has no ControlNet", "Use a model that was exported with one");
        }
        if (control.name().isEmpty()) {
            if (controlNets.size() > 1) {
                throw new Rejected(
                        "control",
                        "the model has several ControlNets",
                        "Name one of " + controlNets + " before the file");
            }
            return controlNets.get(0);
        }
        String name = control.name().get();
        return controlNets.stream()
                .filter(role -> role.equals(name) || role.equals("controlnet_" + name))
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        "control", "\"" + name + "\" is none of the model's ControlNets", "Use one of " + controlNets));
    }
}
