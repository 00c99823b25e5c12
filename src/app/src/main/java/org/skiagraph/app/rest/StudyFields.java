package org.skiagraph.app.rest;

import java.util.Arrays;
import java.util.List;

/**
 * Every name that a request for a study may hold: the command line's options without their dashes, so that a message reads
 * the same on both. The OpenAPI document is made of this list.
 */
enum StudyFields {
    PROMPT("prompt", Kind.TEXT, "What the picture shows; \"\" is the unconditional prompt."),
    NEGATIVE_PROMPT("negative-prompt", Kind.TEXT, "What the picture should not show."),
    LONG_PROMPT("long-prompt", Kind.TEXT, "chunk or truncate."),
    PROMPT_WEIGHTS("prompt-weights", Kind.TEXT, "explicit, a1111 or off."),
    MODEL("model", Kind.TEXT, "A name from /models."),
    TEMPLATE("template", Kind.TEXT, "A name from /templates."),
    NUM_INFERENCE_STEPS("num-inference-steps", Kind.WHOLE, "Denoising steps."),
    GUIDANCE_SCALE("guidance-scale", Kind.NUMBER, "How strongly the prompt is followed."),
    GUIDANCE_RESCALE("guidance-rescale", Kind.NUMBER, "0 to 1."),
    GUIDANCE_START("guidance-start", Kind.NUMBER, "Share of the steps from which there is guidance."),
    GUIDANCE_STOP("guidance-stop", Kind.NUMBER, "Share of the steps until which there is guidance."),
    SCHEDULER("scheduler", Kind.TEXT, "Such as ddim, euler-a, dpm++2m-karras, unipc."),
    SCHEDULER_CONFIG("scheduler-config", Kind.VALUES, "Changed keys of the scheduler's configuration."),
    ETA("eta", Kind.NUMBER, "DDIM's share of fresh noise, 0 to 1."),
    PRIOR_STEPS("prior-num-inference-steps", Kind.WHOLE, "Denoising steps of the prior."),
    PRIOR_SCALE("prior-guidance-scale", Kind.NUMBER, "How strongly the prior follows the prompt."),
    SEED("seed", Kind.WHOLE, "0 to 2^63-1; the same seed gives the same pixels."),
    WIDTH("width", Kind.WHOLE, "Columns."),
    HEIGHT("height", Kind.WHOLE, "Rows."),
    DEPTH("depth", Kind.WHOLE, "Planes of a volume."),
    MIRROR("mirror", Kind.SWITCH, "Left and right change places."),
    ASPECT("aspect", Kind.TEXT, "original, or W:H, with :pad or :stretch."),
    COUNT("count", Kind.WHOLE, "Images of the study, or volumes."),
    BATCH("batch", Kind.WHOLE, "Most images per UNet call; 0 lets the memory budget decide."),
    IMAGE("image", Kind.PICTURE, "Begin with this picture: a PNG file in base64."),
    STRENGTH("strength", Kind.NUMBER, "Over 0 to 1: how much of the image is made anew."),
    MASK("mask", Kind.PICTURE, "White is made anew: a PNG file of the image's size in base64."),
    BOX("box", Kind.RECTANGLE, "A rectangle instead of a mask: [left, top, width, height] in pixels."),
    CONTROL("control", Kind.CONTROLS, "Pictures for ControlNets."),
    CONDITION("condition", Kind.VALUES, "Classes and numbers that the model takes, by name."),
    FORM("form", Kind.VALUES, "The model's form, by field, instead of a prompt."),
    LORA("lora", Kind.LORAS, "LoRAs, by a name from /adapters."),
    EMBEDDING("embedding", Kind.EMBEDDINGS, "Textual inversions, by a name from /adapters."),
    BITS_STORED("bits-stored", Kind.WHOLE, "Bits of a grey pixel, 8 to 16."),
    TRANSFER_SYNTAX("transfer-syntax", Kind.TEXT, "explicit, deflate, rle, jpeg-ls or jpeg2000."),
    BURN_IN("burn-in", Kind.SWITCH, "Draw the word SYNTHETIC into the pixels."),
    PREVIEW_BITS("preview-bits", Kind.WHOLE, "Bits of a PNG preview's sample, 8 or 16."),
    PATIENT_NAME("patient-name", Kind.TEXT, "Put behind SYNTHETIC."),
    PATIENT_ID("patient-id", Kind.TEXT, "Put behind SYNTHETIC-."),
    STUDY_DESCRIPTION("study-description", Kind.TEXT, "Put behind SYNTHETIC."),
    TO("to", Kind.WORDS, "Names of destinations that it is delivered to."),
    ROUTE("route", Kind.SWITCH, "Deliver it to every destination whose rules match, too."),
    TAG("tag", Kind.WORDS, "Words that rules may ask for."),
    REVIEW("review", Kind.SWITCH, "Hold its images until a person accepts them.");

    /** What a field holds; the lists and their items are told in {@link OpenApi}. */
    enum Kind {
        TEXT,
        WHOLE,
        NUMBER,
        SWITCH,
        WORDS,
        /** A PNG file in base64 (RFC 4648, section 4). */
        PICTURE,
        RECTANGLE,
        /** Text, numbers and truth values by name. */
        VALUES,
        CONTROLS,
        LORAS,
        EMBEDDINGS
    }

    private final String json;
    private final Kind kind;
    private final String meaning;

    StudyFields(String json, Kind kind, String meaning) {
        this.json = json;
        this.kind = kind;
        this.meaning = meaning;
    }

    /** Its name in a request. */
    String json() {
        return json;
    }

    Kind kind() {
        return kind;
    }

    /** For people, in one sentence. */
    String meaning() {
        return meaning;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(StudyFields::json).toList();
    }
}
