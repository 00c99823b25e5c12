package org.skiagraph.diffusion.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.skiagraph.diffusion.GeneratedImages;
import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.diffusion.GeneratedImages.GeneratedImage;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.PromptExplanation;
import org.skiagraph.diffusion.PromptExplanation.Probe;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.conditioning.PictureFrame;
import org.skiagraph.diffusion.family.Pipeline;
import org.skiagraph.diffusion.family.PipelineRun;
import org.skiagraph.diffusion.family.StepObserver;
import org.skiagraph.diffusion.prompt.WeightedText;
import org.skiagraph.diffusion.sampling.NoiseSource;
import org.skiagraph.diffusion.sampling.PhiloxNoise;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graphs;

/** A pipeline with a bundle's defaults around it: resolves, checks, divides into batches, runs. */
public final class BundleGenerator implements Generator {
    private final ModelBundle bundle;
    private final Pipeline pipeline;
    private final PromptReader reader;
    private final GeneratorSettings settings;

    private BundleGenerator(ModelBundle bundle, Pipeline pipeline, PromptReader reader, GeneratorSettings settings) {
        this.bundle = bundle;
        this.pipeline = pipeline;
        this.reader = reader;
        this.settings = settings;
    }

    public static Generator open(ModelBundle bundle, Graphs graphs, GeneratorSettings settings) {
        Pipeline pipeline = Pipeline.open(bundle, graphs);
        try {
            return new BundleGenerator(bundle, pipeline, PromptReader.of(bundle, pipeline), settings);
        } catch (RuntimeException failed) {
            pipeline.close();
            throw failed;
        }
    }

    @Override
    public EffectiveSettings check(GenerationRequest request) {
        return resolve(request).settings();
    }

    private ResolvedRequest resolve(GenerationRequest request) {
        ResolvedRequest resolved = ResolvedRequest.of(request, bundle, pipeline.canChunk());
        PictureChecks.check(resolved, bundle, pipeline.controlNets());
        pipeline.checkConditions(resolved.prompt());
        return resolved;
    }

    @Override
    public GeneratedImages generate(GenerationRequest request, ProgressListener listener) {
        ResolvedRequest resolved = resolve(request);
        BatchPlan plan = BatchPlan.of(request, resolved.size(), bundle, settings.memoryBudgetBytes());
        return generate(resolved, plan, new BatchProgress(listener, 0, request.count()));
    }

    @Override
    public GeneratedImages generateShared(GenerationRequest request, Shared shared, ProgressListener listener) {
        BatchPlan plan = new BatchPlan(List.of(new BatchPlan.Batch(shared.first(), shared.batch())));
        GeneratedImages made =
                generate(resolve(request), plan, new BatchProgress(listener, shared.first(), shared.batch()));
        return new GeneratedImages(
                List.of(made.images().get(shared.index() - shared.first())), made.settings(), made.warnings());
    }

    private GeneratedImages generate(ResolvedRequest resolved, BatchPlan plan, BatchProgress progress) {
        NoiseSource noise = new PhiloxNoise(resolved.request().seed());
        Set<String> warnings = new LinkedHashSet<>(resolved.warnings());
        Framed framed = new Framed(resolved.request().framing());
        sides(resolved).forEach((field, text) -> reader.unknown(field, text, resolved.longPrompt())
                .ifPresent(warnings::add));
        List<GeneratedImage> images = new ArrayList<>();
        for (BatchPlan.Batch batch : plan.batches()) {
            progress.begin(batch);
            List<List<Image>> made =
                    pipeline.run(run(resolved, batch), noise, progress, StepObserver.NONE, warnings::add);
            for (int i = 0; i < made.size(); i++) {
                images.add(new GeneratedImage(batch.first() + i, batch.size(), framed.out(made.get(i))));
            }
        }
        return new GeneratedImages(images, resolved.settings(), List.copyOf(warnings));
    }

    @Override
    public PromptExplanation explain(Subject subject, Seed seed, boolean measured, ProgressListener listener) {
        Explaining explaining = new Explaining(pipeline, reader);
        explaining.requireText();
        ResolvedRequest resolved = resolve(GenerationRequest.of(subject, seed));
        PipelineRun run = run(resolved, new BatchPlan.Batch(0, 1));
        List<Explaining.Explained> explained = new ArrayList<>();
        sides(resolved)
                .forEach((field, text) -> explained.add(
                        measured
                                ? explaining.measure(field, text, run, new PhiloxNoise(seed), listener)
                                : explaining.read(field, text, resolved.longPrompt())));
        return new PromptExplanation(
                explained.stream().map(Explaining.Explained::side).toList(),
                resolved.settings().longPrompt(),
                resolved.settings().promptWeights(),
                measured
                        ? Optional.of(new Probe(
                                pipeline.toldNetwork(),
                                seed.value(),
                                explained.get(0).timesteps()))
                        : Optional.empty());
    }

    /** What is encoded, by the names of its fields. */
    private static Map<String, WeightedText> sides(ResolvedRequest resolved) {
        Map<String, WeightedText> sides = new LinkedHashMap<>();
        sides.put("prompt", resolved.prompt().text());
        resolved.prompt().negative().ifPresent(text -> sides.put("negativePrompt", text));
        return sides;
    }

    private PipelineRun run(ResolvedRequest resolved, BatchPlan.Batch batch) {
        int width = resolved.size().width();
        int height = resolved.size().height();
        return new PipelineRun(
                Collections.nCopies(batch.size(), resolved.prompt()),
                PictureFrame.of(width, height),
                new PipelineRun.Size(width, height, resolved.size().depth()),
                resolved.steps(),
                resolved.guidance(),
                resolved.prior(),
                resolved.longPrompt(),
                resolved.pictures(pipeline.controlNets()),
                batch.first());
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
