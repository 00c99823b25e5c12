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
 * @param width of the result, in pixels
 * @param firstImage index of the first picture in its request; part of its noise's address
 * @param source what image-to-image begins with
 */
public record PipelineRun(
        List<Prompt> prompts,
        PictureFrame frame,
        int width,
        int height,
        Steps steps,
        Guidance guidance,
        LongPromptPolicy longPrompt,
        Optional<Source> source,
        int firstImage) {

    public PipelineRun {
        prompts = List.copyOf(prompts);
    }

    /** @param eta DDIM's share of fresh noise */
    public record Steps(Scheduler scheduler, int numInferenceSteps, double eta) {}

    /** @param strength over 0 to 1 */
    public record Source(Image image, double strength) {}

    int batch() {
        return prompts.size();
    }

    double strength() {
        return source.map(Source::strength).orElse(1.0);
    }
}
