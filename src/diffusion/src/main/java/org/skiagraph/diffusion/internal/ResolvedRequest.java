package org.skiagraph.diffusion.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.diffusion.GeneratedImages.Output;
import org.skiagraph.diffusion.GeneratedImages.PriorSettings;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.Control;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.Pictures;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.GenerationRequest.Source;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.UpscaleStage;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.conditioning.Prompt;
import org.skiagraph.diffusion.family.Guidance;
import org.skiagraph.diffusion.family.PipelineRun;
import org.skiagraph.diffusion.family.PipelineRun.PriorSteps;
import org.skiagraph.diffusion.family.PipelineRun.Steps;
import org.skiagraph.diffusion.prompt.WeightedText;
import org.skiagraph.diffusion.sampling.Scheduler;
import org.skiagraph.diffusion.sampling.Schedulers;

/**
 * A request with every default filled in from the bundle, and checked.
 *
 * @param negative the negative prompt as it was written
 * @param warnings what was changed on the way
 */
record ResolvedRequest(
        GenerationRequest request,
        Prompt prompt,
        Optional<String> negative,
        Size size,
        Steps steps,
        Guidance guidance,
        Optional<PriorSteps> prior,
        LongPromptPolicy longPrompt,
        Optional<UpscaleStage> upscale,
        List<String> warnings) {

    static ResolvedRequest of(GenerationRequest request, ModelBundle bundle, boolean canChunk) {
        List<String> warnings = new ArrayList<>();
        RequestChecks.counts(request);
        FramingChecks.check(request.framing(), bundle);
        Size size = RequestChecks.size(askedSize(request, bundle), bundle, warnings);
        Guidance guidance = guidance(request, bundle);
        RequestChecks.guidance(guidance);
        Steps steps = new Steps(
                scheduler(request, bundle),
                request.numInferenceSteps().orElse(bundle.defaults().numInferenceSteps()),
                request.eta().orElse(bundle.defaults().eta()));
        RequestChecks.steps(steps);
        Optional<PriorSteps> prior = prior(request, bundle);
        Subject subject = request.subject();
        Optional<String> negative =
                subject.negativePrompt().or(() -> bundle.defaults().negativePrompt());
        Prompt prompt = new Prompt(
                WeightedText.parse("prompt", subject.prompt(), subject.promptWeights()),
                negative.map(text -> WeightedText.parse("negativePrompt", text, subject.promptWeights())),
                subject.conditions());
        return new ResolvedRequest(
                request,
                prompt,
                negative,
                size,
                steps,
                guidance,
                prior,
                longPrompt(request, canChunk),
                bundle.composition().upscale(),
                List.copyOf(warnings));
    }

    /** What is asked for; else the size of the picture that goes in; else the bundle's. */
    private static Size askedSize(GenerationRequest request, ModelBundle bundle) {
        Pictures pictures = request.pictures();
        Size size = request.size()
                .or(() -> pictures.source()
                        .map(Source::image)
                        .or(() ->
                                pictures.controls().stream().map(Control::image).findFirst())
                        .map(image -> new Size(image.width(), image.height())))
                .orElseGet(() -> new Size(bundle.image().width(), bundle.image().height()));
        return new Size(size.width(), size.height(), size.depth().or(() -> bundle.image()
                .depth()));
    }

    private static Scheduler scheduler(GenerationRequest request, ModelBundle bundle) {
        Optional<String> name = request.scheduler().name();
        String own = String.valueOf(bundle.scheduler().get("_class_name"));
        return Schedulers.named(
                name.orElse(own), bundle.scheduler(), request.scheduler().overrides());
    }

    private static Guidance guidance(GenerationRequest request, ModelBundle bundle) {
        Guidance guidance = new Guidance(
                Guidance.Formula.of(bundle.defaults().guidanceFormula()),
                request.guidance().scale().orElse(bundle.defaults().guidanceScale()),
                request.guidance().rescale().orElse(bundle.defaults().guidanceRescale()),
                request.guidance().start(),
                request.guidance().stop());
        return bundle.defaults().guidanceOffAt().map(guidance::offAt).orElse(guidance);
    }

    private static Optional<PriorSteps> prior(GenerationRequest request, ModelBundle bundle) {
        Optional<PriorSteps> prior = bundle.composition()
                .prior()
                .map(stage -> new PriorSteps(
                        Schedulers.fromConfig(stage.scheduler()),
                        request.prior().numInferenceSteps().orElse(stage.numInferenceSteps()),
                        request.prior().guidanceScale().orElse(stage.guidanceScale())));
        RequestChecks.prior(request, prior);
        return prior;
    }

    private static LongPromptPolicy longPrompt(GenerationRequest request, boolean canChunk) {
        return request.subject().longPrompt() == LongPrompt.CHUNK && canChunk
                ? LongPromptPolicy.CHUNK
                : LongPromptPolicy.TRUNCATE;
    }

    /** @param controlNets the roles that the bundle has */
    PipelineRun.Pictures pictures(List<String> controlNets) {
        Framed framed = new Framed(request.framing());
        return new PipelineRun.Pictures(
                request.pictures()
                        .source()
                        .map(given -> new PipelineRun.Source(
                                framed.in(given.image()),
                                given.strength(),
                                given.mask().map(framed::in))),
                request.pictures().controls().stream()
                        .map(control -> new PipelineRun.Control(
                                PictureChecks.controlRole(control, controlNets),
                                framed.in(control.image()),
                                control.conditioningScale(),
                                control.start(),
                                control.stop()))
                        .toList());
    }

    EffectiveSettings settings() {
        Scheduler scheduler = steps.scheduler();
        return new EffectiveSettings(
                scheduler.className(),
                scheduler.config(),
                steps.numInferenceSteps(),
                guidance.scale(),
                guidance.rescale(),
                guidance.start(),
                guidance.stop(),
                steps.eta(),
                longPrompt == LongPromptPolicy.CHUNK ? "chunk" : "truncate",
                request.subject().promptWeights().word(),
                negative,
                size.width(),
                size.height(),
                size.depth(),
                prior.map(stage -> new PriorSettings(stage.numInferenceSteps(), stage.guidanceScale())),
                request.framing(),
                upscale,
                output());
    }

    private Output output() {
        int factor = upscale.map(UpscaleStage::factor).orElse(1);
        Size made = new Size(size.width() * factor, size.height() * factor);
        Size framed = request.framing().size(made);
        return new Output(framed.width(), framed.height(), request.framing().fieldColumns(made));
    }
}
