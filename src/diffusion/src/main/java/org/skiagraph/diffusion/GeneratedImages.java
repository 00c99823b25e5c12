package org.skiagraph.diffusion;

import java.util.List;
import java.util.Map;
import org.skiagraph.domain.Image;

/**
 * What came out, with every setting that was in force.
 *
 * @param images in order of their index
 * @param settings for the generation record
 * @param warnings for people: words left out of the prompt, a size that was rounded
 */
public record GeneratedImages(List<Image> images, EffectiveSettings settings, List<String> warnings) {
    public GeneratedImages {
        images = List.copyOf(images);
        warnings = List.copyOf(warnings);
    }

    public record EffectiveSettings(
            String scheduler,
            Map<String, Object> schedulerConfig,
            int numInferenceSteps,
            double guidanceScale,
            double guidanceRescale,
            double guidanceStart,
            double guidanceStop,
            double eta,
            String longPrompt,
            java.util.Optional<String> negativePrompt,
            int width,
            int height,
            int batch) {}
}
