package org.skiagraph.diffusion;

import java.util.Map;
import java.util.Optional;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Seed;

/**
 * What to generate. Whatever is empty is the bundle's default.
 *
 * @param prompt may be "" (the unconditional prompt), never null
 * @param negativePrompt empty if none is given; a given "" is encoded
 * @param seed of all noise
 * @param count images, each with its own noise
 * @param size of the image
 * @param scheduler class name or short name ("dpm++2m-karras"), with changed keys
 * @param numInferenceSteps steps
 * @param guidance scale, rescale, interval
 * @param eta DDIM's eta
 * @param longPrompt what to do with a prompt over the encoder's length
 * @param source image-to-image, if present
 * @param batch most images per UNet call; 0 lets the memory budget decide
 */
public record GenerationRequest(
        String prompt,
        Optional<String> negativePrompt,
        Seed seed,
        int count,
        Optional<Size> size,
        SchedulerChoice scheduler,
        Optional<Integer> numInferenceSteps,
        GuidanceChoice guidance,
        double eta,
        LongPrompt longPrompt,
        Optional<Source> source,
        int batch) {

    public record Size(int width, int height) {}

    public record SchedulerChoice(Optional<String> name, Map<String, Object> overrides) {
        public static final SchedulerChoice DEFAULT = new SchedulerChoice(Optional.empty(), Map.of());
    }

    /** @param start first share of the steps with guidance, 0 to 1; outside [start, stop] only the prompt is used */
    public record GuidanceChoice(Optional<Double> scale, Optional<Double> rescale, double start, double stop) {
        public static final GuidanceChoice DEFAULT = new GuidanceChoice(Optional.empty(), Optional.empty(), 0, 1);
    }

    public enum LongPrompt {
        CHUNK,
        TRUNCATE
    }

    /** @param strength over 0 to 1 */
    public record Source(Image image, double strength) {}
}
