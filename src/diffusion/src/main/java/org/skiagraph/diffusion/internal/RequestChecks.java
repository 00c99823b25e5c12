package org.skiagraph.diffusion.internal;

import java.util.List;
import java.util.Optional;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.family.Guidance;
import org.skiagraph.diffusion.family.PipelineRun.PriorSteps;
import org.skiagraph.diffusion.family.PipelineRun.Steps;
import org.skiagraph.domain.Rejected;

/** What can be wrong with a request, each with its mend. */
final class RequestChecks {
    private static final int LARGEST_SIDE = 8192;
    private static final int MOST_IMAGES = 10_000;

    private RequestChecks() {}

    /** The size that will be made: the one that was asked for, or the next that the model can make where it rounds up. */
    static Size size(Size asked, ModelBundle bundle, List<String> warnings) {
        int multiple = bundle.latent().factor() * bundle.latent().multiple();
        asked.depth().ifPresent(depth -> depth(depth, bundle, multiple));
        if (!bundle.latent().roundsUp()) {
            side("width", asked.width(), multiple);
            side("height", asked.height(), multiple);
            return asked;
        }
        return new Size(
                rounded("width", asked.width(), multiple, warnings),
                rounded("height", asked.height(), multiple, warnings),
                asked.depth());
    }

    private static void depth(int planes, ModelBundle bundle, int multiple) {
        if (bundle.image().depth().isEmpty()) {
            throw new Rejected("depth", "this model makes pictures, not volumes", "Leave it out");
        }
        side("depth", planes, multiple);
    }

    private static int rounded(String field, int pixels, int multiple, List<String> warnings) {
        if (pixels < 1 || pixels > LARGEST_SIDE) {
            throw new Rejected(field, pixels + " pixels", "Use 1 to " + LARGEST_SIDE);
        }
        int up = (pixels + multiple - 1) / multiple * multiple;
        if (up != pixels) {
            warnings.add(field + ": " + pixels + " was rounded up to " + up + ", as this model does");
        }
        return up;
    }

    private static void side(String field, int pixels, int multiple) {
        if (pixels >= multiple && pixels % multiple == 0 && pixels <= LARGEST_SIDE) {
            return;
        }
        int below = Math.max(multiple, Math.min(pixels, LARGEST_SIDE) / multiple * multiple);
        int above = Math.min(below + multiple, LARGEST_SIDE / multiple * multiple);
        throw new Rejected(
                field,
                pixels + " is not a multiple of " + multiple + " from " + multiple + " to " + LARGEST_SIDE,
                pixels < multiple || below == above ? "Use " + below : "Use " + below + " or " + above);
    }

    static void counts(GenerationRequest request) {
        if (request.subject().prompt() == null) {
            throw new Rejected("prompt", "there is none", "Give a prompt; \"\" is the unconditional one");
        }
        if (request.count() < 1 || request.count() > MOST_IMAGES) {
            throw new Rejected("count", request.count() + " images", "Ask for 1 to " + MOST_IMAGES);
        }
        if (request.batch() < 0) {
            throw new Rejected("batch", request.batch() + " is negative", "Use 0 to let the memory budget decide");
        }
    }

    static void guidance(Guidance guidance) {
        finiteFromZero("guidanceScale", guidance.scale());
        share("guidanceRescale", guidance.rescale());
        share("guidanceStart", guidance.start());
        share("guidanceStop", guidance.stop());
        if (guidance.start() > guidance.stop()) {
            throw new Rejected(
                    "guidanceStart",
                    guidance.start() + " lies after guidanceStop " + guidance.stop(),
                    "Give an interval whose start is at or before its stop");
        }
    }

    static void steps(Steps steps) {
        finiteFromZero("eta", steps.eta());
        share("eta", steps.eta());
        int most = steps.scheduler().numTrainTimesteps();
        if (steps.numInferenceSteps() < 1 || steps.numInferenceSteps() > most) {
            throw new Rejected(
                    "numInferenceSteps",
                    steps.numInferenceSteps() + " steps",
                    "Use 1 to " + most + " (num_train_timesteps)");
        }
    }

    static void prior(GenerationRequest request, Optional<PriorSteps> prior) {
        if (prior.isEmpty()) {
            if (!request.prior().equals(GenerationRequest.PriorChoice.DEFAULT)) {
                throw new Rejected("prior", "this model has none", "Leave out the prior's steps and guidance scale");
            }
            return;
        }
        finiteFromZero("priorGuidanceScale", prior.get().guidanceScale());
        int most = prior.get().scheduler().numTrainTimesteps();
        int steps = prior.get().numInferenceSteps();
        if (steps < 2 || steps > most) {
            throw new Rejected("priorNumInferenceSteps", steps + " steps", "Use 2 to " + most);
        }
    }

    private static void finiteFromZero(String field, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new Rejected(field, value + " is not a number from 0 up", "Give a finite number, 0 or more");
        }
    }

    private static void share(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new Rejected(field, value + " is out of range", "Use a number from 0 to 1");
        }
    }
}
