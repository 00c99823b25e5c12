package org.skiagraph.app.studies;

import java.util.List;
import org.skiagraph.app.studies.StudyRequest.Guidance;
import org.skiagraph.app.studies.StudyRequest.Picture;
import org.skiagraph.app.studies.StudyRequest.Prompt;
import org.skiagraph.app.studies.StudyRequest.Sampling;
import org.skiagraph.app.studies.StudyRequest.Storage;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.prompt.WeightedText;
import org.skiagraph.diffusion.sampling.Scheduler;
import org.skiagraph.diffusion.sampling.Schedulers;
import org.skiagraph.domain.Rejected;

/**
 * The one place that says what a request may hold. Fields are named as the options are, without their dashes, so that
 * a message reads the same on a command line and in a form. Every check throws {@link Rejected}.
 */
public final class RequestValidator {
    static final int MOST_IMAGES = 10_000;
    static final int LONGEST_SIDE = 8192;
    private static final String PRIOR_STEPS = "prior-num-inference-steps";
    private static final String PRIOR_SCALE = "prior-guidance-scale";

    private RequestValidator() {}

    /** What can be seen without a model. */
    public static void check(StudyRequest request) {
        prompt(request.prompt());
        sampling(request.sampling());
        guidance(request.sampling().guidance());
        picture(request.picture());
        InputChecks.check(request.inputs());
        storage(request.storage());
        request.labels().patientName().ifPresent(text -> TextRules.personName("patient-name", text));
        request.labels().patientId().ifPresent(text -> TextRules.label("patient-id", text, StudyLabels.ID_ROOM));
        request.labels()
                .studyDescription()
                .ifPresent(text -> TextRules.label("study-description", text, StudyLabels.DESCRIPTION_ROOM));
        request.labels().order().ifPresent(order -> StudyLabels.requireNoOther(request.labels()));
    }

    /** What the model decides: whether it reads words, its sizes, its schedules and the number of their training steps. */
    public static void check(StudyRequest request, ModelBundle bundle) {
        InputChecks.check(request, bundle);
        depth(request.picture(), bundle);
        prior(request.sampling(), bundle);
        int multiple = bundle.latent().factor() * bundle.latent().multiple();
        if (!bundle.latent().roundsUp()) {
            request.picture().width().ifPresent(width -> side("width", width, multiple));
            request.picture().height().ifPresent(height -> side("height", height, multiple));
        }
        int most = scheduler(request.sampling(), bundle).numTrainTimesteps();
        request.sampling()
                .numInferenceSteps()
                .ifPresent(steps -> whole("num-inference-steps", steps, 1, most, "the model's num_train_timesteps"));
    }

    /** The words alone. */
    static void prompt(Prompt prompt) {
        prompt.text().ifPresent(text -> {
            TextRules.prompt("prompt", text);
            WeightedText.parse("prompt", text, prompt.weights());
        });
        prompt.negative().ifPresent(text -> {
            TextRules.prompt("negative-prompt", text);
            WeightedText.parse("negative-prompt", text, prompt.weights());
        });
    }

    private static Scheduler scheduler(Sampling sampling, ModelBundle bundle) {
        String name =
                sampling.scheduler().orElse(String.valueOf(bundle.scheduler().get("_class_name")));
        return Schedulers.named(name, bundle.scheduler(), sampling.schedulerConfig());
    }

    private static void depth(Picture picture, ModelBundle bundle) {
        if (picture.depth().isEmpty()) {
            return;
        }
        if (bundle.image().depth().isEmpty()) {
            throw new Rejected("depth", "the model " + bundle.name() + " makes pictures, not volumes", "Leave it out");
        }
        side(
                "depth",
                picture.depth().get(),
                bundle.latent().factor() * bundle.latent().multiple());
    }

    private static void prior(Sampling sampling, ModelBundle bundle) {
        if (!sampling.prior().equals(PriorChoice.DEFAULT)
                && bundle.composition().prior().isEmpty()) {
            String field = sampling.prior().numInferenceSteps().isPresent() ? PRIOR_STEPS : PRIOR_SCALE;
            throw new Rejected(field, "the model " + bundle.name() + " has no prior", "Leave it out");
        }
        bundle.composition().prior().ifPresent(stage -> {
            int most = Schedulers.fromConfig(stage.scheduler()).numTrainTimesteps();
            sampling.prior()
                    .numInferenceSteps()
                    .ifPresent(steps -> whole(PRIOR_STEPS, steps, 2, most, "the prior's num_train_timesteps"));
        });
    }

    private static void sampling(Sampling sampling) {
        sampling.numInferenceSteps().ifPresent(steps -> atLeastOne("num-inference-steps", steps));
        sampling.seed().filter(seed -> seed < 0).ifPresent(seed -> {
            throw new Rejected("seed", seed + " is negative", "Give a whole number from 0 to " + Long.MAX_VALUE);
        });
        sampling.eta().ifPresent(eta -> share("eta", eta));
        sampling.prior().numInferenceSteps().ifPresent(steps -> atLeastOne(PRIOR_STEPS, steps));
        sampling.prior().guidanceScale().ifPresent(scale -> finiteFromZero(PRIOR_SCALE, scale));
        if (sampling.scheduler().filter(String::isBlank).isPresent()) {
            throw new Rejected("scheduler", "the name is empty", "Give a name such as dpm++2m-karras, or leave it out");
        }
    }

    private static void guidance(Guidance guidance) {
        guidance.scale().ifPresent(scale -> finiteFromZero("guidance-scale", scale));
        guidance.rescale().ifPresent(rescale -> share("guidance-rescale", rescale));
        share("guidance-start", guidance.start());
        share("guidance-stop", guidance.stop());
        if (guidance.start() > guidance.stop()) {
            throw new Rejected(
                    "guidance-start",
                    guidance.start() + " comes after guidance-stop " + guidance.stop(),
                    "Give a start at or before the stop");
        }
    }

    private static void picture(Picture picture) {
        picture.width().ifPresent(width -> whole("width", width, 1, LONGEST_SIDE, "pixels"));
        picture.height().ifPresent(height -> whole("height", height, 1, LONGEST_SIDE, "pixels"));
        picture.depth().ifPresent(depth -> whole("depth", depth, 1, LONGEST_SIDE, "planes"));
        picture.aspect().ifPresent(AspectChoice::check);
        whole("count", picture.count(), 1, MOST_IMAGES, "images of one study");
        whole("batch", picture.batch(), 0, MOST_IMAGES, "images per UNet call, 0 lets memory decide");
    }

    private static void storage(Storage storage) {
        whole("bits-stored", storage.pixels().bitsStored(), 8, 16, "bits");
        if (!List.of(8, 16).contains(storage.previewBits())) {
            throw new Rejected("preview-bits", storage.previewBits() + " is neither 8 nor 16", "Give 8 or 16");
        }
    }

    private static void side(String field, int pixels, int multiple) {
        if (pixels % multiple != 0) {
            int below = Math.max(multiple, pixels / multiple * multiple);
            int above = below < pixels ? below + multiple : below;
            throw new Rejected(
                    field,
                    pixels + " pixels do not divide by " + multiple + ", as this model needs",
                    "Use " + below + (above > below && above <= LONGEST_SIDE ? " or " + above : ""));
        }
    }

    private static void finiteFromZero(String field, double number) {
        if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
            throw new Rejected(field, number + " is no finite number from 0 up", "Give one, such as 3");
        }
    }

    private static void atLeastOne(String field, int number) {
        if (number < 1) {
            throw new Rejected(field, number + " is under 1", "Give 1 or more, such as 25");
        }
    }

    private static void whole(String field, int number, int low, int high, String of) {
        if (number < low || number > high) {
            throw new Rejected(
                    field,
                    number + " is outside " + low + " to " + high + " (" + of + ")",
                    "Give a whole number from " + low + " to " + high);
        }
    }

    private static void share(String field, double number) {
        if (!(number >= 0 && number <= 1)) {
            throw new Rejected(field, number + " is outside 0 to 1", "Give a number from 0 to 1");
        }
    }
}
