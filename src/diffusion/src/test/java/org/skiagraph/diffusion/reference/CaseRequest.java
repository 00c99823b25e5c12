package org.skiagraph.diffusion.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.ModelBundle.Composition;
import org.skiagraph.diffusion.bundle.ModelBundle.Conditioning;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.conditioning.PictureFrame;
import org.skiagraph.diffusion.conditioning.Prompt;
import org.skiagraph.diffusion.family.Guidance;
import org.skiagraph.diffusion.family.PipelineRun;
import org.skiagraph.diffusion.family.PipelineRun.Control;
import org.skiagraph.diffusion.family.PipelineRun.Pictures;
import org.skiagraph.diffusion.family.PipelineRun.PriorSteps;
import org.skiagraph.diffusion.family.PipelineRun.Source;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.diffusion.sampling.Scheduler;
import org.skiagraph.diffusion.sampling.Schedulers;
import org.skiagraph.domain.Image;

/** A case in the pipeline's own words. */
final class CaseRequest {
    static final Pattern CONTROL_IMAGE = Pattern.compile("control_image(_\\d+)?\\.npy");

    private final PipelineCase given;

    CaseRequest(PipelineCase given) {
        this.given = given;
    }

    /** The bundle, put together as the case says. */
    ModelBundle bundle() {
        ModelBundle bundle = BundleSearch.on(List.of(given.bundle().getParent()))
                .load(given.bundle().toString());
        Composition made = bundle.composition();
        Conditioning told = made.conditioning();
        boolean realMask = given.text("notes").orElse("").startsWith("attention_mask from the tokenizer");
        boolean selfConditioned = given.text("graph").orElse("").contains("selfcond");
        return bundle.withComposition(new Composition(
                new Conditioning(
                        told.kind(),
                        told.penultimate(),
                        told.pooled(),
                        realMask ? Conditioning.TokenMask.TOKENS : told.tokenMask(),
                        told.cut(),
                        told.zerosWithoutNegative()),
                made.masking(),
                selfConditioned,
                made.inputs(),
                made.conditions(),
                made.prior(),
                made.upscale()));
    }

    PipelineRun run(ModelBundle bundle) throws IOException {
        Optional<Integer> depth = given.json().has("depth") ? Optional.of(given.number("depth")) : Optional.empty();
        return new PipelineRun(
                prompts(bundle),
                frame(),
                new PipelineRun.Size(given.number("width"), given.number("height"), depth),
                new PipelineRun.Steps(scheduler(), given.number("num_inference_steps"), given.real("eta", 0)),
                guidance(bundle),
                prior(),
                LongPromptPolicy.TRUNCATE,
                pictures(bundle),
                0);
    }

    /** What the loop will run over, for the indices of stored arrays. */
    Sampling sampling() throws IOException {
        return scheduler()
                .start(new SamplingPlan(
                        given.number("num_inference_steps"),
                        1,
                        given.real("strength", 1),
                        org.skiagraph.diffusion.sampling.SolverArguments.NONE));
    }

    /** MONAI's two kinds of timesteps are not in its configuration: the stored timesteps say which one it is. */
    Scheduler scheduler() throws IOException {
        Map<String, Object> config = given.schedulerConfig("scheduler");
        if (config.containsKey("_library") && given.has("timesteps.npy")) {
            boolean toTheEnd = given.array("timesteps.npy").values()[0] == 999;
            config.put("timestep_spacing", toTheEnd ? "linspace" : "leading");
        }
        return Schedulers.fromConfig(config);
    }

    private List<Prompt> prompts(ModelBundle bundle) throws IOException {
        int pictures = given.pictures();
        List<String> prompts = perPicture(PipelineCase.texts(given.json().path("prompt")), pictures);
        List<String> negatives = perPicture(PipelineCase.texts(given.json().path("negative_prompt")), pictures);
        List<Prompt> pairs = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            pairs.add(new Prompt(
                    prompts.isEmpty() ? "" : prompts.get(i),
                    negatives.isEmpty() ? Optional.empty() : Optional.ofNullable(negatives.get(i)),
                    conditions(bundle, i)));
        }
        return pairs;
    }

    private static List<String> perPicture(List<String> texts, int pictures) {
        return texts.size() == 1 ? Collections.nCopies(pictures, texts.get(0)) : texts;
    }

    private Map<String, String> conditions(ModelBundle bundle, int picture) throws IOException {
        Map<String, String> conditions = new LinkedHashMap<>();
        JsonNode labels = given.json().path("label");
        JsonNode label = labels.isArray() ? labels.get(picture) : labels;
        if (label.isInt()) {
            conditions.put("label", label.asText());
        }
        String against = given.text("unconditional").orElse("");
        if (against.startsWith("label ")) {
            conditions.put("negative-label", against.substring("label ".length()));
        }
        if (given.has("conditioning.npy")) {
            float[] values = given.array("conditioning.npy").floats();
            int count = bundle.composition().conditions().size();
            for (int i = 0; i < count; i++) {
                float value = values[(picture * count + i) % values.length];
                conditions.put(bundle.composition().conditions().get(i).name(), Float.toString(value));
            }
        }
        return conditions;
    }

    private PictureFrame frame() {
        PictureFrame usual = PictureFrame.of(given.number("width"), given.number("height"));
        JsonNode extra = given.json().path("extra");
        int[] original = pair(extra, "original_size", usual.originalHeight(), usual.originalWidth());
        int[] crop = pair(extra, "crops_coords_top_left", usual.cropTop(), usual.cropLeft());
        int[] target = pair(extra, "target_size", usual.targetHeight(), usual.targetWidth());
        return new PictureFrame(original[0], original[1], crop[0], crop[1], target[0], target[1]);
    }

    private static int[] pair(JsonNode extra, String key, int first, int second) {
        JsonNode pair = extra.path(key);
        return pair.isArray() ? new int[] {pair.get(0).asInt(), pair.get(1).asInt()} : new int[] {first, second};
    }

    private Guidance guidance(ModelBundle bundle) {
        String formula = given.json().path("guidance_formula").asText();
        double scale = given.real("guidance_scale", 1);
        if (formula.startsWith("none")) {
            return new Guidance(Guidance.Formula.STANDARD, scale, 0, 0, 1).offAt(Double.MAX_VALUE);
        }
        double rescale = given.json().path("extra").path("guidance_rescale").asDouble(0);
        // What follows in brackets says what it is applied to.
        String plain = formula.replaceAll(" \\(.*: .*\\)$", "");
        Guidance guidance = new Guidance(Guidance.Formula.of(plain), scale, rescale, 0, 1);
        return bundle.defaults().guidanceOffAt().map(guidance::offAt).orElse(guidance);
    }

    private Optional<PriorSteps> prior() {
        return given.json().has("prior_scheduler")
                ? Optional.of(new PriorSteps(
                        Schedulers.fromConfig(given.schedulerConfig("prior_scheduler")),
                        given.number("prior_num_inference_steps"),
                        given.real("prior_guidance_scale", 1)))
                : Optional.empty();
    }

    private Pictures pictures(ModelBundle bundle) throws IOException {
        Optional<Source> source = Optional.empty();
        for (String file : List.of("init_image.npy", "input_image.npy")) {
            if (given.has(file)) {
                source = Optional.of(new Source(image(given.array(file)), given.real("strength", 1), mask()));
            }
        }
        return new Pictures(source, controls(bundle));
    }

    /** control_image.npy, or with several ControlNets control_image_0.npy and so on, in the order of their names. */
    private List<Control> controls(ModelBundle bundle) throws IOException {
        List<String> roles = bundle.components().keySet().stream()
                .filter(role -> role.startsWith("controlnet"))
                .sorted()
                .toList();
        List<String> files = given.files().stream()
                .filter(CONTROL_IMAGE.asMatchPredicate())
                .sorted()
                .toList();
        List<Control> controls = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            controls.add(new Control(
                    roles.get(Math.min(i, roles.size() - 1)),
                    image(given.array(files.get(i))),
                    ofControl("controlnet_conditioning_scale", i, 1),
                    ofControl("control_guidance_start", i, 0),
                    ofControl("control_guidance_end", i, 1)));
        }
        return controls;
    }

    /** One number for all, or one for each ControlNet. */
    private double ofControl(String key, int index, double otherwise) {
        JsonNode node = given.json().path("extra").path(key);
        return (node.isArray() ? node.path(index) : node).asDouble(otherwise);
    }

    private Optional<Image> mask() throws IOException {
        for (String file : List.of("mask.npy", "mask_image.npy")) {
            if (given.has(file)) {
                return Optional.of(mask(given.array(file)));
            }
        }
        return Optional.empty();
    }

    /** [1, H, W], with a channel axis anywhere or without. */
    private static Image mask(Npy stored) {
        long[] sides = LongStream.of(stored.shape()).filter(side -> side > 1).toArray();
        int height = (int) sides[sides.length - 2];
        int width = (int) sides[sides.length - 1];
        return new Image(width, height, 1, Arrays.copyOf(stored.floats(), width * height));
    }

    static Image image(Npy nhwc) {
        long[] shape = nhwc.shape();
        int size = (int) (shape[1] * shape[2] * shape[3]);
        return new Image((int) shape[2], (int) shape[1], (int) shape[3], Arrays.copyOf(nhwc.floats(), size));
    }
}
