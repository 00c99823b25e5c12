package org.skiagraph.diffusion;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Seed;

/**
 * What to generate. Whatever is empty is the bundle's default.
 *
 * @param subject what it shows
 * @param seed of all noise
 * @param count images, each with its own noise
 * @param size of the image
 * @param scheduler class name or short name ("dpm++2m-karras"), with changed keys
 * @param numInferenceSteps steps
 * @param guidance scale, rescale, interval
 * @param eta DDIM's eta
 * @param prior for models with a prior: its steps and scale
 * @param pictures what is edited, and what controls
 * @param framing how the result lies beside what the model makes
 * @param batch most images per UNet call; 0 lets the memory budget decide
 */
public record GenerationRequest(
        Subject subject,
        Seed seed,
        int count,
        Optional<Size> size,
        SchedulerChoice scheduler,
        Optional<Integer> numInferenceSteps,
        GuidanceChoice guidance,
        Optional<Double> eta,
        PriorChoice prior,
        Pictures pictures,
        Framing framing,
        int batch) {

    /** As the model makes it. */
    public GenerationRequest(
            Subject subject,
            Seed seed,
            int count,
            Optional<Size> size,
            SchedulerChoice scheduler,
            Optional<Integer> numInferenceSteps,
            GuidanceChoice guidance,
            Optional<Double> eta,
            PriorChoice prior,
            Pictures pictures,
            int batch) {
        this(
                subject,
                seed,
                count,
                size,
                scheduler,
                numInferenceSteps,
                guidance,
                eta,
                prior,
                pictures,
                Framing.AS_MADE,
                batch);
    }

    /** One image of this, with the bundle's defaults. */
    public static GenerationRequest of(Subject subject, Seed seed) {
        return new GenerationRequest(
                subject,
                seed,
                1,
                Optional.empty(),
                SchedulerChoice.DEFAULT,
                Optional.empty(),
                GuidanceChoice.DEFAULT,
                Optional.empty(),
                PriorChoice.DEFAULT,
                Pictures.NONE,
                0);
    }

    /** The same with so many steps. */
    public GenerationRequest withSteps(int steps) {
        return new GenerationRequest(
                subject,
                seed,
                count,
                size,
                scheduler,
                Optional.of(steps),
                guidance,
                eta,
                prior,
                pictures,
                framing,
                batch);
    }

    /** The same in another frame. */
    public GenerationRequest withFraming(Framing changed) {
        return new GenerationRequest(
                subject,
                seed,
                count,
                size,
                scheduler,
                numInferenceSteps,
                guidance,
                eta,
                prior,
                pictures,
                changed,
                batch);
    }

    /**
     * @param prompt may be "" (the unconditional prompt), never null
     * @param negativePrompt empty if none is given; a given "" is encoded
     * @param longPrompt what to do with a prompt over the encoder's length
     * @param promptWeights what brackets in both prompts mean
     * @param conditions classes and scalars by the names that the bundle gives them
     */
    public record Subject(
            String prompt,
            Optional<String> negativePrompt,
            LongPrompt longPrompt,
            WeightSyntax promptWeights,
            Map<String, String> conditions) {
        public Subject {
            conditions = Map.copyOf(conditions);
        }

        /** Brackets with a number are weights, all others text. */
        public Subject(
                String prompt, Optional<String> negativePrompt, LongPrompt longPrompt, Map<String, String> conditions) {
            this(prompt, negativePrompt, longPrompt, WeightSyntax.EXPLICIT, conditions);
        }

        /** Words alone, long ones in parts. */
        public static Subject of(String prompt) {
            return new Subject(prompt, Optional.empty(), LongPrompt.CHUNK, Map.of());
        }
    }

    /** @param depth planes of a volume; empty for a picture, or for as many as the model makes by itself */
    public record Size(int width, int height, Optional<Integer> depth) {
        /** Of a picture. */
        public Size(int width, int height) {
            this(width, height, Optional.empty());
        }
    }

    public record SchedulerChoice(Optional<String> name, Map<String, Object> overrides) {
        public static final SchedulerChoice DEFAULT = new SchedulerChoice(Optional.empty(), Map.of());
    }

    /** @param start first share of the steps with guidance, 0 to 1; outside [start, stop] only the prompt is used */
    public record GuidanceChoice(Optional<Double> scale, Optional<Double> rescale, double start, double stop) {
        public static final GuidanceChoice DEFAULT = new GuidanceChoice(Optional.empty(), Optional.empty(), 0, 1);
    }

    public record PriorChoice(Optional<Integer> numInferenceSteps, Optional<Double> guidanceScale) {
        public static final PriorChoice DEFAULT = new PriorChoice(Optional.empty(), Optional.empty());
    }

    public enum LongPrompt {
        CHUNK,
        TRUNCATE
    }

    /** Pictures that go in. */
    public record Pictures(Optional<Source> source, List<Control> controls) {
        public static final Pictures NONE = new Pictures(Optional.empty(), List.of());

        /** More are rejected. */
        public static final int MOST_CONTROLS = 8;

        public Pictures {
            controls = List.copyOf(controls);
        }
    }

    /**
     * Image-to-image, or repainting where there is a mask.
     *
     * @param strength over 0 to 1
     * @param mask as large as the image: from 0.5 on a pixel is repainted
     */
    public record Source(Image image, double strength, Optional<Image> mask) {}

    /**
     * A picture for a ControlNet.
     *
     * @param name of the ControlNet; empty where the bundle has one alone
     * @param image of the result's size
     * @param conditioningScale finite, at least 0
     * @param start share of the calls before which it does not count, 0 to 1
     * @param stop share of the calls after which it does not count, start to 1
     */
    public record Control(Optional<String> name, Image image, double conditioningScale, double start, double stop) {
        /** At every call. */
        public Control(Optional<String> name, Image image, double conditioningScale) {
            this(name, image, conditioningScale, 0, 1);
        }
    }
}
