package org.skiagraph.app.studies;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.graph.RuntimeSettings;

/**
 * Everything that a person may ask for, on whatever face of the program. Not yet checked: {@link RequestValidator} is
 * the one that does.
 *
 * @param prompt what the picture shows
 * @param model bundle name or directory
 * @param template template name or file; empty takes the first that suits the model
 * @param sampling how it is sampled
 * @param picture size and number of images
 * @param inputs pictures, conditions and adapters that go in
 * @param labels what is written into the study as text
 * @param storage how it is stored
 * @param runtime on what it runs
 * @param out directory that the study's own folder is made in
 */
public record StudyRequest(
        Prompt prompt,
        String model,
        Optional<String> template,
        Sampling sampling,
        Picture picture,
        Inputs inputs,
        Labels labels,
        Storage storage,
        RuntimeSettings runtime,
        Path out) {

    /** The same on noise of another seed. */
    public StudyRequest with(long seed) {
        return new StudyRequest(
                prompt, model, template, sampling.with(seed), picture, inputs, labels, storage, runtime, out);
    }

    /** The same for other words, on noise of another seed. */
    public StudyRequest with(Prompt words, long seed) {
        return new StudyRequest(
                words, model, template, sampling.with(seed), picture, inputs, labels, storage, runtime, out);
    }

    /** The same in another directory. */
    public StudyRequest into(Path directory) {
        return new StudyRequest(
                prompt, model, template, sampling, picture, inputs, labels, storage, runtime, directory);
    }

    /** The same in answer to an order. */
    public StudyRequest answering(Order order) {
        return new StudyRequest(
                prompt, model, template, sampling, picture, inputs, labels.with(order), storage, runtime, out);
    }

    /**
     * @param text "" is the unconditional prompt; empty only for a model that reads no words
     * @param negative empty if none is given, which is not the same as ""
     * @param weights what brackets in both mean
     */
    public record Prompt(
            Optional<String> text, Optional<String> negative, LongPrompt longPrompt, WeightSyntax weights) {
        /** The same with other words. */
        public Prompt with(String words) {
            return new Prompt(Optional.of(words), negative, longPrompt, weights);
        }
    }

    /**
     * @param scheduler class name or short name; empty is the bundle's
     * @param schedulerConfig changed keys of the scheduler's configuration
     * @param prior for models with a prior
     * @param seed 0 to 2^63 - 1; empty draws one
     */
    public record Sampling(
            Optional<Integer> numInferenceSteps,
            Guidance guidance,
            Optional<String> scheduler,
            Map<String, Object> schedulerConfig,
            Optional<Double> eta,
            PriorChoice prior,
            Optional<Long> seed) {
        Sampling with(long other) {
            return new Sampling(
                    numInferenceSteps, guidance, scheduler, schedulerConfig, eta, prior, Optional.of(other));
        }
    }

    /** @param start share of the steps, 0 to 1, from which the prompt is guided; stop until which it is */
    public record Guidance(Optional<Double> scale, Optional<Double> rescale, double start, double stop) {}

    /**
     * @param depth planes of a volume, for models that make some
     * @param mirrored whether left and right change places, for models that know one side of the body alone
     * @param aspect proportions that the result is given back: "original", or WIDTH:HEIGHT with :pad or :stretch
     * @param count pictures or volumes
     * @param batch most of them per UNet call; 0 lets the memory budget decide
     */
    public record Picture(
            Optional<Integer> width,
            Optional<Integer> height,
            Optional<Integer> depth,
            boolean mirrored,
            Optional<String> aspect,
            int count,
            int batch) {}

    /**
     * Texts get the prefix that says synthetic.
     *
     * @param patientSex M, F or O
     * @param patientAge AS, as 045Y
     * @param order of a synthetic worklist that the study answers: patient, study and accession number are then its own
     */
    public record Labels(
            Optional<String> patientName,
            Optional<String> patientId,
            Optional<String> studyDescription,
            Optional<String> patientSex,
            Optional<String> patientAge,
            Optional<Order> order) {
        /** Of a patient about whom nothing else is said. */
        public Labels(Optional<String> patientName, Optional<String> patientId, Optional<String> studyDescription) {
            this(patientName, patientId, studyDescription, Optional.empty(), Optional.empty());
        }

        /** Of a study that nobody has ordered. */
        public Labels(
                Optional<String> patientName,
                Optional<String> patientId,
                Optional<String> studyDescription,
                Optional<String> patientSex,
                Optional<String> patientAge) {
            this(patientName, patientId, studyDescription, patientSex, patientAge, Optional.empty());
        }

        private Labels with(Order answered) {
            return new Labels(patientName, patientId, studyDescription, patientSex, patientAge, Optional.of(answered));
        }
    }

    /** @param previewBits bits of a PNG preview's sample, 8 or 16 */
    public record Storage(PixelSettings pixels, int previewBits) {}
}
