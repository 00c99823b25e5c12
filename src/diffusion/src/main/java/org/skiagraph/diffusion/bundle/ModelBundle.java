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
 * @param digest SHA-256 over the sorted lines "sha256  relative/path" of every file, lower-case hex
 * @param directory where it lies
 * @param family "stable-diffusion", "kandinsky-2.2", ...: what the composition is called
 * @param components graph role ("text_encoder", "unet", "vae_decoder", "vae_encoder", "controlnet", ...) to model file
 * @param tokenizers by role of the text encoder that they feed
 * @param latent the latent space
 * @param image what the decoder gives
 * @param composition the parts that it is run with
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
        Composition composition,
        Map<String, Object> scheduler,
        Defaults defaults,
        Details details,
        List<String> notes) {

    public ModelBundle {
        components = Map.copyOf(components);
        tokenizers = Map.copyOf(tokenizers);
        notes = List.copyOf(notes);
    }

    /** Whether a prompt counts. */
    public boolean readsText() {
        Conditioning.Kind kind = composition.conditioning().kind();
        return kind == Conditioning.Kind.TEXT || kind == Conditioning.Kind.PRIOR;
    }

    /** Whether a picture can go in, to be made anew in part. */
    public boolean editsPictures() {
        return components.containsKey("vae_encoder") && image.depth().isEmpty();
    }

    /** Whether a part of a picture can be made anew. */
    public boolean repaints() {
        return editsPictures() && composition.masking() != Masking.NONE;
    }

    /** Roles of the ControlNets, sorted. */
    public List<String> controlNets() {
        return components.keySet().stream()
                .filter(role -> role.startsWith("controlnet"))
                .sorted()
                .toList();
    }

    /**
     * @param directory holds tokenizer.json, or vocab.json and merges.txt
     * @param maxLength tokens per encoder call, start and end included
     * @param added words that the directory's files do not know
     */
    public record TokenizerSpec(Path directory, int maxLength, List<AddedToken> added) {
        public TokenizerSpec {
            added = List.copyOf(added);
        }

        public TokenizerSpec(Path directory, int maxLength) {
            this(directory, maxLength, List.of());
        }
    }

    /**
     * A word that a tokenizer learns after the model's training: textual inversions have some.
     *
     * @param firstId id of its first token; the others follow
     * @param count tokens that stand for it
     */
    public record AddedToken(String word, int firstId, int count) {}

    /**
     * @param channels latent channels
     * @param scale decoder input is latents / scale + shift
     * @param shift 0 for most
     * @param factor image pixels per latent pixel, per side
     * @param multiple latent sides must divide by this (the UNet's downsampling)
     * @param roundsUp whether a size in between is rounded up to the next that does, instead of being refused
     */
    public record LatentSpace(int channels, double scale, double shift, int factor, int multiple, boolean roundsUp) {}

    /**
     * @param low decoder value that is black, -1 or 0
     * @param high decoder value that is white, 1
     * @param channels decoder output channels, 1 or 3
     * @param colour whether three channels mean colour; false where they are three equal greys
     * @param stretchPerImage whether the family min-max normalises each image
     * @param width default width in pixels
     * @param height default height in pixels
     * @param depth default number of slices; empty for pictures
     * @param fieldOfViewMm width of the imaged field in mm, if known: pixel spacing = fieldOfViewMm / width
     * @param aspect what the pictures' proportions were before training gave them the model's, if known
     * @param voxels how a volume lies in a patient, if known
     */
    public record ImageSpace(
            double low,
            double high,
            int channels,
            boolean colour,
            boolean stretchPerImage,
            int width,
            int height,
            Optional<Integer> depth,
            Optional<Double> fieldOfViewMm,
            Optional<PictureAspect> aspect,
            Optional<VoxelGrid> voxels) {}

    /**
     * @param guidanceFormula "u + g*(c-u)" or "(g+1)*c - g*u"
     * @param guidanceOffAt the scale at and below which only the prompt is used, where it is not the formula's own
     * @param negativePrompt used where none is given
     * @param eta DDIM's share of fresh noise
     */
    public record Defaults(
            int numInferenceSteps,
            double guidanceScale,
            double guidanceRescale,
            String guidanceFormula,
            Optional<Double> guidanceOffAt,
            Optional<String> negativePrompt,
            double eta) {}

    /**
     * What a model is made of besides its graphs; families are nothing but values of this.
     *
     * @param conditioning how a request becomes the network's conditions
     * @param masking how a mask is prepared for repainting
     * @param selfConditioning whether the networks are used that are told what they predicted before
     * @param inputs part of a network ("sample", "timestep", "context", "mask", "label") to a graph's own name for it
     * @param conditions classes and scalars that a request may give
     * @param prior the stage that turns text into an image embedding, for models that have one
     * @param upscale the stage that makes the picture larger, for models that have one
     */
    public record Composition(
            Conditioning conditioning,
            Masking masking,
            boolean selfConditioning,
            Map<String, String> inputs,
            List<ConditionSpec> conditions,
            Optional<PriorStage> prior,
            Optional<UpscaleStage> upscale) {
        public Composition {
            inputs = Map.copyOf(inputs);
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * From words or values to conditions.
     *
     * @param penultimate whether the last but one hidden state is read
     * @param pooled whether the pooled embedding and the picture's sizes go with it
     * @param tokenMask what an encoder that takes a mask is given
     * @param cut whether the context ends one token after the prompt does
     * @param zerosWithoutNegative whether a prompt without a negative is guided away from zeros instead of from ""
     */
    public record Conditioning(
            Kind kind,
            boolean penultimate,
            boolean pooled,
            TokenMask tokenMask,
            boolean cut,
            boolean zerosWithoutNegative) {
        public enum Kind {
            TEXT,
            CLASS,
            SCALARS,
            PRIOR,
            /** Each condition goes to an input of its own. */
            INPUTS
        }

        public enum TokenMask {
            /** Padding is attended to: what diffusers does unless told otherwise. */
            ONES,
            /** Only the prompt's own tokens are. */
            TOKENS
        }
    }

    /** Whose way of preparing masks; none for models that cannot repaint. */
    public enum Masking {
        DIFFUSERS,
        KANDINSKY,
        NONE
    }

    /**
     * A value that a request may give.
     *
     * @param classes names by number; empty for a scalar
     * @param from the scalar that the network sees as 0
     * @param to the scalar that it sees as 1
     * @param byDefault used where the request is silent; empty if it has to be given
     * @param input the network's own input for it, where conditions go to inputs
     */
    public record ConditionSpec(
            String name,
            List<String> classes,
            double from,
            double to,
            Optional<String> byDefault,
            Optional<ConditionInput> input) {
        public ConditionSpec {
            classes = List.copyOf(classes);
        }
    }

    /** @param scheduler prior_scheduler/scheduler_config.json as read */
    public record PriorStage(Map<String, Object> scheduler, int numInferenceSteps, double guidanceScale) {}

    /** The form that composes prompts in the model's words, if it has one. */
    public Optional<Form> form() {
        return details.form();
    }

    /** The same with other tokenizers. */
    public ModelBundle withTokenizers(Map<String, TokenizerSpec> changed) {
        return new ModelBundle(
                name,
                version,
                digest,
                directory,
                family,
                components,
                changed,
                latent,
                image,
                composition,
                scheduler,
                defaults,
                details,
                notes);
    }

    /** The same graphs, put together in another way. */
    public ModelBundle withComposition(Composition changed) {
        return new ModelBundle(
                name,
                version,
                digest,
                directory,
                family,
                components,
                tokenizers,
                latent,
                image,
                changed,
                scheduler,
                defaults,
                details,
                notes);
    }

    /**
     * @param title one line for people
     * @param licence SPDX id or text
     * @param attribution whom to name
     * @param card the model card's file
     * @param templates names of the DICOM templates that suit it, best first
     * @param vocabulary file that lists the token pieces with a meaning, if the bundle states it
     * @param form fields that compose a prompt, if the bundle has a form
     */
    public record Details(
            String title,
            String licence,
            String attribution,
            Optional<Path> card,
            List<String> templates,
            Optional<Path> vocabulary,
            Optional<Form> form) {
        public Details {
            templates = List.copyOf(templates);
        }
    }
}
