package org.skiagraph.diffusion.internal;

import java.util.Optional;
import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.conditioning.Prompt;
import org.skiagraph.diffusion.family.Guidance;
import org.skiagraph.diffusion.family.PipelineRun.Steps;
import org.skiagraph.diffusion.sampling.Scheduler;
import org.skiagraph.diffusion.sampling.Schedulers;

/** A request with every default filled in from the bundle, and checked. */
record ResolvedRequest(
        GenerationRequest request,
        Prompt prompt,
        Size size,
        Steps steps,
        Guidance guidance,
        LongPromptPolicy longPrompt) {

    static ResolvedRequest of(GenerationRequest request, ModelBundle bundle, boolean canChunk) {
        Size size = request.size()
                .orElseGet(() -> new Size(bundle.image().width(), bundle.image().height()));
        RequestChecks.size(size, bundle);
        RequestChecks.counts(request);
        Guidance guidance = guidance(request, bundle);
        RequestChecks.guidance(guidance);
        Steps steps = new Steps(
                scheduler(request, bundle),
                request.numInferenceSteps().orElse(bundle.defaults().numInferenceSteps()),
                request.eta());
        RequestChecks.steps(steps);
        RequestChecks.source(request, size);
        Prompt prompt = new Prompt(request.prompt(), request.negativePrompt().or(() -> bundle.defaults()
                .negativePrompt()));
        return new ResolvedRequest(request, prompt, size, steps, guidance, longPrompt(request, canChunk));
    }

    private static Scheduler scheduler(GenerationRequest request, ModelBundle bundle) {
        Optional<String> name = request.scheduler().name();
        String own = String.valueOf(bundle.scheduler().get("_class_name"));
        return Schedulers.named(
                name.orElse(own), bundle.scheduler(), request.scheduler().overrides());
    }

    private static Guidance guidance(GenerationRequest request, ModelBundle bundle) {
        return new Guidance(
                Guidance.Formula.of(bundle.defaults().guidanceFormula()),
                request.guidance().scale().orElse(bundle.defaults().guidanceScale()),
                request.guidance().rescale().orElse(bundle.defaults().guidanceRescale()),
                request.guidance().start(),
                request.guidance().stop());
    }

    private static LongPromptPolicy longPrompt(GenerationRequest request, boolean canChunk) {
        return request.longPrompt() == LongPrompt.CHUNK && canChunk
                ? LongPromptPolicy.CHUNK
                : LongPromptPolicy.TRUNCATE;
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
                prompt.negative(),
                size.width(),
                size.height());
    }
}
