package org.skiagraph.diffusion.family;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.conditioning.Conditioner;
import org.skiagraph.diffusion.conditioning.Conditions;
import org.skiagraph.diffusion.conditioning.Prompt;
import org.skiagraph.diffusion.decoding.LatentDecoder;
import org.skiagraph.diffusion.decoding.LatentEncoder;
import org.skiagraph.diffusion.sampling.NoiseSource;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.diffusion.sampling.SolverArguments;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Graphs;

/** A bundle's open graphs, joined: conditioner, UNet, autoencoder. Runs one batch at a time. */
public final class Pipeline implements AutoCloseable {
    private final ModelBundle bundle;
    private final Graphs graphs;
    private final Graph unet;
    private final Conditioner conditioner;
    private final LatentDecoder decoder;
    private Optional<LatentEncoder> encoder = Optional.empty();

    private Pipeline(ModelBundle bundle, Graphs graphs, Graph unet, Conditioner conditioner, LatentDecoder decoder) {
        this.bundle = bundle;
        this.graphs = graphs;
        this.unet = unet;
        this.conditioner = conditioner;
        this.decoder = decoder;
    }

    /** @throws Rejected if a graph is missing, or does not fit the bundle's family */
    public static Pipeline open(ModelBundle bundle, Graphs graphs) {
        Family family = Families.named(bundle.family());
        Graph unet = graphs.open(component(bundle, "unet"));
        try {
            Conditioner conditioner =
                    family.conditioner(bundle, graphs, UnetSignature.of(unet).context());
            LatentDecoder decoder =
                    new LatentDecoder(graphs.open(component(bundle, "vae_decoder")), bundle.latent(), bundle.image());
            return new Pipeline(bundle, graphs, unet, conditioner, decoder);
        } catch (RuntimeException failed) {
            unet.close();
            throw failed;
        }
    }

    private static Path component(ModelBundle bundle, String role) {
        return Optional.ofNullable(bundle.components().get(role))
                .orElseThrow(() ->
                        new Rejected(role, "the bundle " + bundle.name() + " has no such graph", "Export it too"));
    }

    /** Whether long prompts can be chunked. */
    public boolean canChunk() {
        return conditioner.canChunk();
    }

    /**
     * Makes one batch of pictures.
     *
     * @param warnings hears what people should know
     * @throws java.util.concurrent.CancellationException between two steps, if the listener cancels
     */
    public List<Image> run(
            PipelineRun run,
            NoiseSource source,
            ProgressListener listener,
            StepObserver observer,
            Consumer<String> warnings) {
        LatentShape shape = shape(run);
        // Equal prompts are encoded once.
        Map<Prompt, Conditions> encoded = new HashMap<>();
        List<Conditions> conditions = run.prompts().stream()
                .map(prompt -> encoded.computeIfAbsent(prompt, text -> encode(run, text, warnings)))
                .toList();
        BatchNoise noise = new BatchNoise(source, run.firstImage(), run.batch());
        Sampling sampling = run.steps()
                .scheduler()
                .start(new SamplingPlan(
                        run.steps().numInferenceSteps(),
                        run.batch(),
                        run.strength(),
                        SolverArguments.ofEta(run.steps().eta())));
        float[] latents = start(run).latents(sampling, noise, shape);
        DenoisingLoop loop = new DenoisingLoop(new Unet(unet, shape), run.guidance(), sampling, noise, observer);
        return decode(loop.run(latents, conditions, listener), shape, listener);
    }

    private Conditions encode(PipelineRun run, Prompt prompt, Consumer<String> warnings) {
        return conditioner.encode(prompt, run.frame(), run.guidance().isOn(), run.longPrompt(), warnings);
    }

    private LatentShape shape(PipelineRun run) {
        int factor = bundle.latent().factor();
        return new LatentShape(bundle.latent().channels(), run.height() / factor, run.width() / factor);
    }

    private LatentStart start(PipelineRun run) {
        return run.source()
                .map(source -> LatentStart.fromImage(encoder(), source.image()))
                .orElseGet(LatentStart::fromNoise);
    }

    /** Opened when first needed: text-to-image never needs it. */
    private synchronized LatentEncoder encoder() {
        if (encoder.isEmpty()) {
            encoder = Optional.of(
                    new LatentEncoder(graphs.open(component(bundle, "vae_encoder")), bundle.latent(), bundle.image()));
        }
        return encoder.get();
    }

    private List<Image> decode(float[] latents, LatentShape shape, ProgressListener listener) {
        List<Image> images = new ArrayList<>();
        for (int at = 0; at < latents.length; at += shape.size()) {
            listener.stopIfCancelled();
            images.add(
                    decoder.decode(Arrays.copyOfRange(latents, at, at + shape.size()), shape.height(), shape.width()));
        }
        return images;
    }

    @Override
    public synchronized void close() {
        conditioner.close();
        unet.close();
        decoder.close();
        encoder.ifPresent(LatentEncoder::close);
        encoder = Optional.empty();
    }
}
