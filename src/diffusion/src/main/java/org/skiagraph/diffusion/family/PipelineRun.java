package org.skiagraph.diffusion.family;

import java.util.List;
import java.util.Optional;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.conditioning.PictureFrame;
import org.skiagraph.diffusion.conditioning.Prompt;
import org.skiagraph.diffusion.sampling.Scheduler;
import org.skiagraph.domain.Image;

/**
 * One batch, with nothing left to decide.
 *
 * @param prompts one per picture
 * @param frame size and crop that SDXL is told
 * @param size of the result
 * @param prior how the prior is run, for models that have one
 * @param pictures what is edited, and what controls
 * @param firstImage index of the first picture in its request; part of its noise's address
 */
public record PipelineRun(
        List<Prompt> prompts,
        PictureFrame frame,
        Size size,
        Steps steps,
        Guidance guidance,
        Optional<PriorSteps> prior,
        LongPromptPolicy longPrompt,
        Pictures pictures,
        int firstImage) {

    public PipelineRun {
        prompts = List.copyOf(prompts);
    }

    /** In pixels; depth is the number of a volume's slices. */
    public record Size(int width, int height, Optional<Integer> depth) {
        public static Size of(int width, int height) {
            return new Size(width, height, Optional.empty());
        }
    }

    /** @param eta DDIM's share of fresh noise */
    public record Steps(Scheduler scheduler, int numInferenceSteps, double eta) {}

    public record PriorSteps(Scheduler scheduler, int numInferenceSteps, double guidanceScale) {}

    /** Pictures that go in. */
    public record Pictures(Optional<Source> source, List<Control> controls) {
        public static final Pictures NONE = new Pictures(Optional.empty(), List.of());

        public Pictures {
            controls = List.copyOf(controls);
        }
    }

    /**
     * @param strength over 0 to 1
     * @param mask as large as the image, 1 where it is to be repainted; empty if all of it may change
     */
    public record Source(Image image, double strength, Optional<Image> mask) {}

    /**
     * @param name role of the ControlNet, "controlnet" where there is one
     * @param scale conditioning scale, finite, at least 0
     * @param start share of the calls before which it does not count, 0 to 1
     * @param stop share of the calls after which it does not count, start to 1
     */
    public record Control(String name, Image image, double scale, double start, double stop) {
        /** At every call. */
        public Control(String name, Image image, double scale) {
            this(name, image, scale, 0, 1);
        }
    }

    /** The same for one picture of another prompt. */
    public PipelineRun with(Prompt prompt) {
        return new PipelineRun(List.of(prompt), frame, size, steps, guidance, prior, longPrompt, pictures, firstImage);
    }

    int batch() {
        return prompts.size();
    }

    double strength() {
        return pictures.source().map(Source::strength).orElse(1.0);
    }
}
