package org.skiagraph.diffusion.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model on disk, with everything resolved that its manifest, configs and graphs say. Valid once built.
 *
 * @param name the directory's name unless the manifest gives one
 * @param version "unversioned" where nothing says
 * @param digest SHA-256 over the sorted lines "sha256  relative/path" of every file but bundle.yaml, lower-case hex
 * @param directory where it lies
 * @param family "stable-diffusion", "stable-diffusion-xl": the key of the composition that runs it
 * @param components graph role ("text_encoder", "text_encoder_2", "unet", "vae_decoder", "vae_encoder") to model file
 * @param tokenizers by role of the text encoder that they feed
 * @param latent the latent space
 * @param image what the decoder gives
 * @param scheduler scheduler_config.json as read, with "_class_name"
 * @param defaults what to use where a request is silent
 * @param details remaining facts of the manifest
 * @param notes each value that was inferred, with its reason
 */
public record ModelBundle(
        String name,
        String version,
        String digest,
        Path directory,
        String family,
        Map<String, Path> components,
        Map<String, TokenizerSpec> tokenizers,
        LatentSpace latent,
        ImageSpace image,
        Map<String, Object> scheduler,
        Defaults defaults,
        Details details,
        List<String> notes) {

    public ModelBundle {
        components = Map.copyOf(components);
        tokenizers = Map.copyOf(tokenizers);
        notes = List.copyOf(notes);
    }

    /**
     * @param directory holds tokenizer.json, or vocab.json and merges.txt
     * @param maxLength tokens per encoder call, start and end included
     */
    public record TokenizerSpec(Path directory, int maxLength) {}

    /**
     * @param channels latent channels
     * @param scale decoder input is latents / scale + shift
     * @param shift 0 for most
     * @param factor image pixels per latent pixel, per side
     * @param multiple latent sides must divide by this (the UNet's downsampling)
     */
    public record LatentSpace(int channels, double scale, double shift, int factor, int multiple) {}

    /**
     * @param low decoder value that is black, -1 or 0
     * @param high decoder value that is white, 1
     * @param channels decoder output channels, 1 or 3
     * @param colour whether three channels mean colour; false where they are three equal greys
     * @param stretchPerImage whether the family min-max normalises each image
     * @param width default width in pixels
     * @param height default height in pixels
     * @param fieldOfViewMm width of the imaged field in mm, if known: pixel spacing = fieldOfViewMm / width
     */
    public record ImageSpace(
            double low,
            double high,
            int channels,
            boolean colour,
            boolean stretchPerImage,
            int width,
            int height,
            Optional<Double> fieldOfViewMm) {}

    /**
     * @param guidanceFormula "u + g*(c-u)" or "(g+1)*c - g*u"
     * @param negativePrompt used where none is given
     * @param forceZerosForEmptyPrompt SDXL: no negative prompt means zero embeddings
     */
    public record Defaults(
            int numInferenceSteps,
            double guidanceScale,
            double guidanceRescale,
            String guidanceFormula,
            Optional<String> negativePrompt,
            boolean forceZerosForEmptyPrompt) {}

    /**
     * @param title one line for people
     * @param licence SPDX id or text
     * @param attribution whom to name
     * @param card the model card's file
     * @param templates names of the DICOM templates that suit it, best first
     * @param vocabulary file that lists the token pieces with a meaning, if the bundle states it
     */
    public record Details(
            String title,
            String licence,
            String attribution,
            Optional<Path> card,
            List<String> templates,
            Optional<Path> vocabulary) {
        public Details {
            templates = List.copyOf(templates);
        }
    }
}
