package org.skiagraph.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is needed to make one image again. It travels inside the DICOM file that holds the image.
 *
 * @param product name and version of the program that made it
 * @param bundle the model
 * @param request what was asked for
 * @param sampling how it was sampled
 * @param execution on what it ran; equal pixels are promised where all of this is equal
 * @param template the DICOM template
 * @param inputs digests of whatever else went in
 */
public record GenerationRecord(
        Product product,
        Bundle bundle,
        Request request,
        Sampling sampling,
        Execution execution,
        Template template,
        Inputs inputs) {

    public record Product(String name, String version) {}

    /** @param digest SHA-256 over the bundle's files, lower-case hex */
    public record Bundle(String name, String version, String digest) {}

    /**
     * @param mode "text-to-image", "image-to-image", "inpainting"
     * @param negativePrompt empty if none was given, which is not the same as a given ""
     * @param longPrompt "chunk" or "truncate"
     * @param promptWeights what brackets in the prompts meant: "explicit", "a1111", "off"
     * @param imageIndex place of this image among those of the request, from 0
     */
    public record Request(
            String mode,
            String prompt,
            Optional<String> negativePrompt,
            String longPrompt,
            String promptWeights,
            long seed,
            int imageIndex,
            int width,
            int height) {}

    /**
     * @param scheduler diffusers' class name
     * @param schedulerConfig every key in force, defaults included
     * @param eta DDIM's eta; 0 elsewhere
     * @param guidanceStart first step fraction, 0 to 1, in which guidance is applied
     * @param guidanceStop last step fraction
     * @param strength image-to-image strength
     */
    public record Sampling(
            String scheduler,
            Map<String, Object> schedulerConfig,
            int numInferenceSteps,
            double guidanceScale,
            double guidanceRescale,
            double guidanceStart,
            double guidanceStop,
            double eta,
            Optional<Double> strength) {
        public Sampling {
            schedulerConfig = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(schedulerConfig));
        }
    }

    /**
     * @param provider "CPU" or "CUDA"
     * @param instructionSet what the processor offers that changes kernels ("avx512", "avx2", ...)
     * @param threads intra-op threads
     * @param batch images per UNet call
     */
    public record Execution(
            String provider, String onnxRuntimeVersion, String instructionSet, int threads, int batch) {}

    /** @param digest SHA-256 of the template's bytes, lower-case hex */
    public record Template(String name, String digest) {}

    /**
     * @param adapters name and SHA-256 and weight of each adapter, "name:sha256:weight"
     * @param source SHA-256 of a source image's pixels
     * @param mask SHA-256 of a mask's pixels
     */
    public record Inputs(List<String> adapters, Optional<String> source, Optional<String> mask) {
        public static final Inputs NONE = new Inputs(List.of(), Optional.empty(), Optional.empty());

        public Inputs {
            adapters = List.copyOf(adapters);
        }
    }
}
