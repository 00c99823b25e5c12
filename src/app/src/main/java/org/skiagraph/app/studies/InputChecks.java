package org.skiagraph.app.studies;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.skiagraph.app.studies.Inputs.Box;
import org.skiagraph.app.studies.Inputs.Control;
import org.skiagraph.app.studies.Inputs.Edit;
import org.skiagraph.diffusion.GenerationRequest.Pictures;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.adapter.Adapters.Lora;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Rejected;

/** {@link RequestValidator}'s part for what goes in besides numbers. */
final class InputChecks {
    private static final int LONGEST_VALUE = 1024;

    private InputChecks() {}

    static void check(Inputs inputs) {
        if (inputs.controls().size() > Pictures.MOST_CONTROLS) {
            // Before any is read: each may be large.
            throw new Rejected(
                    "control", inputs.controls().size() + " pictures", "Give at most " + Pictures.MOST_CONTROLS);
        }
        inputs.conditions().forEach((name, value) -> TextRules.label("condition", name + value, LONGEST_VALUE));
        edit(inputs.edit());
        inputs.controls().forEach(InputChecks::control);
        adapters(inputs.adapters());
    }

    /** A model reads words, or it takes conditions. */
    static void check(StudyRequest request, ModelBundle bundle) {
        boolean given = request.prompt().text().isPresent();
        if (bundle.readsText()) {
            if (!given) {
                throw new Rejected(
                        "prompt",
                        "none was given",
                        "Give either a PROMPT in quotes (\"\" is the unconditional one) or --prompt-file FILE");
            }
        } else if (given || request.prompt().negative().isPresent()) {
            throw new Rejected(
                    given ? "prompt" : "negative-prompt",
                    "the model " + bundle.name() + " reads no words",
                    "Leave it out, and say what is wanted with --condition " + names(bundle));
        }
        if (!request.inputs().conditions().isEmpty()
                && bundle.composition().conditions().isEmpty()) {
            throw new Rejected(
                    "condition", "the model " + bundle.name() + " takes none", "Say in the prompt what is wanted");
        }
    }

    private static String names(ModelBundle bundle) {
        List<String> names = bundle.composition().conditions().stream()
                .map(spec -> spec.name() + "=VALUE")
                .toList();
        return String.join(" --condition ", names);
    }

    private static void edit(Edit edit) {
        if (edit.image().isEmpty()) {
            withoutImage("strength", edit.strength());
            withoutImage("mask", edit.mask());
            withoutImage("box", edit.box());
        }
        edit.strength().filter(strength -> !(strength > 0 && strength <= 1)).ifPresent(strength -> {
            throw new Rejected(
                    "strength",
                    strength + " is not over 0 and up to 1",
                    "Give a number such as 0.8; 1 keeps nothing of the image");
        });
        if (edit.mask().isPresent() && edit.box().isPresent()) {
            throw new Rejected("box", "a mask was given too", "Give either --mask or --box");
        }
        edit.box().ifPresent(InputChecks::box);
    }

    private static void withoutImage(String field, Optional<?> given) {
        if (given.isPresent()) {
            throw new Rejected(field, "there is no image that it could be for", "Give the image with --image FILE.png");
        }
    }

    private static void box(Box box) {
        if (box.x() < 0 || box.y() < 0 || box.width() < 1 || box.height() < 1) {
            throw new Rejected(
                    "box",
                    box.text() + " is no rectangle inside an image",
                    "Give left, top, width and height in pixels, such as 64,64,32,32");
        }
    }

    private static void control(Control control) {
        double scale = control.conditioningScale();
        if (!(scale >= 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new Rejected(
                    "control", "a scale of " + scale + " is no finite number from 0 up", "Give one, such as 1");
        }
    }

    private static void adapters(Adapters adapters) {
        Set<Lora> seen = new HashSet<>();
        for (Lora lora : adapters.loras()) {
            if (!Double.isFinite(lora.weight())) {
                throw new Rejected("lora", "a weight of " + lora.weight(), "Give a finite number; 1 is all of it");
            }
            Path file = lora.file().toAbsolutePath().normalize();
            if (!seen.add(new Lora(file, 0, lora.role()))) {
                throw new Rejected(
                        "lora", file.getFileName() + " is given twice", "Give it once, with the weights' sum");
            }
        }
    }
}
