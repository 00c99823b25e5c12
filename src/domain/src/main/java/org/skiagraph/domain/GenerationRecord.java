package org.skiagraph.domain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
     * @param prompt "" too for a model that reads no words
     * @param negativePrompt empty if none was given, which is not the same as a given ""
     * @param longPrompt "chunk" or "truncate"
     * @param promptWeights what brackets in the prompts meant: "explicit", "a1111", "off"
     * @param conditions classes and scalars by name, defaults included
     * @param imageIndex place of this picture or volume among those of the request, from 0
     * @param depth planes of a volume
     * @param framing how the result lies beside what the model made; empty if as it was made
     */
    public record Request(
            String mode,
            String prompt,
            Optional<String> negativePrompt,
            String longPrompt,
            String promptWeights,
            Map<String, String> conditions,
            long seed,
            int imageIndex,
            int width,
            int height,
            Optional<Integer> depth,
            Optional<Framing> framing) {
        public Request {
            conditions = sorted(conditions);
        }
    }

    /**
     * @param mirrored whether left and right changed places
     * @param aspect the proportions that it was given, as "10:13 pad"
     */
    public record Framing(boolean mirrored, Optional<String> aspect) {}

    /**
     * @param scheduler diffusers' class name
     * @param schedulerConfig every key in force, defaults included
     * @param eta DDIM's eta; 0 elsewhere
     * @param guidanceStart first step fraction, 0 to 1, in which guidance is applied
     * @param guidanceStop last step fraction
     * @param strength of image-to-image and inpainting
     * @param prior how the prior was sampled, for models that have one
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
            Optional<Double> strength,
            Optional<Prior> prior) {
        public Sampling {
            schedulerConfig = sorted(schedulerConfig);
        }
    }

    public record Prior(int numInferenceSteps, double guidanceScale) {}

    /**
     * @param provider "CPU" or "CUDA"
     * @param instructionSet what the processor offers that changes kernels ("avx512", "avx2", ...)
     * @param threads intra-op threads
     * @param batch images per UNet call
     * @param batchFirst index of the first of them; older records do not say
     */
    public record Execution(
            String provider,
            String onnxRuntimeVersion,
            String instructionSet,
            int threads,
            int batch,
            Optional<Integer> batchFirst) {
        /** Of a batch that begins nobody knows where. */
        public Execution(String provider, String onnxRuntimeVersion, String instructionSet, int threads, int batch) {
            this(provider, onnxRuntimeVersion, instructionSet, threads, batch, Optional.empty());
        }
    }

    /** @param digest SHA-256 of the template's bytes, lower-case hex */
    public record Template(String name, String digest) {}

    /**
     * A picture's digest is the SHA-256 of its width, height and channels as 32-bit integers and its samples (0 to 1) as
     * 32-bit floats, all little endian; lower-case hex.
     *
     * @param adapters "name:sha256:weight" of each file, behind "role=" or "word=" where the request gave one
     * @param source digest of the source image
     * @param mask digest of the mask
     * @param box "x,y,width,height" of the rectangle that was given instead of a mask
     */
    public record Inputs(
            List<String> adapters,
            Optional<String> source,
            Optional<String> mask,
            Optional<String> box,
            List<Control> controls) {
        public static final Inputs NONE =
                new Inputs(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

        public Inputs {
            adapters = List.copyOf(adapters);
            controls = List.copyOf(controls);
        }
    }

    /**
     * @param name of the ControlNet; empty where the model has one alone
     * @param image digest of its picture
     */
    public record Control(Optional<String> name, String image, double conditioningScale) {}

    private static <V> Map<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
