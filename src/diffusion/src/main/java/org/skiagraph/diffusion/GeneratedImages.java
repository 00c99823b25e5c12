package org.skiagraph.diffusion;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.UpscaleStage;
import org.skiagraph.domain.Image;

/**
 * What came out, with every setting that was in force.
 *
 * @param images in order of their index
 * @param settings for the generation record
 * @param warnings for people: words left out of the prompt, a size that was rounded
 */
public record GeneratedImages(List<GeneratedImage> images, EffectiveSettings settings, List<String> warnings) {
    public GeneratedImages {
        images = List.copyOf(images);
        warnings = List.copyOf(warnings);
    }

    /**
     * One picture or volume.
     *
     * @param index its place in the request, from 0
     * @param batch pictures that shared its UNet calls, itself included; part of what bit-for-bit equality needs
     * @param slices of a volume in order of depth; one for a picture
     */
    public record GeneratedImage(int index, int batch, List<Image> slices) {
        public GeneratedImage {
            slices = List.copyOf(slices);
        }

        /** A picture; for a volume its middle slice. */
        public Image image() {
            return slices.get(slices.size() / 2);
        }
    }

    /**
     * The request with every default filled in.
     *
     * @param scheduler diffusers' class name
     * @param longPrompt "chunk" or "truncate", as it was really done
     * @param promptWeights "explicit", "a1111" or "off": what brackets in the prompts meant
     * @param negativePrompt empty if there was none
     * @param depth planes of a volume
     * @param prior for models that have one
     * @param width of what was denoised, as height; the result may be larger
     * @param framing how the result lies beside what the model made
     * @param upscale how it was made larger, by models that do
     * @param output what came out
     */
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
            String promptWeights,
            Optional<String> negativePrompt,
            int width,
            int height,
            Optional<Integer> depth,
            Optional<PriorSettings> prior,
            Framing framing,
            Optional<UpscaleStage> upscale,
            Output output) {}

    public record PriorSettings(int numInferenceSteps, double guidanceScale) {}

    /**
     * The result's size.
     *
     * @param fieldColumns columns that span the bundle's field of view: pixel spacing is fieldOfViewMm over this
     */
    public record Output(int width, int height, int fieldColumns) {}
}
