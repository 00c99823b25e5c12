package org.skiagraph.diffusion.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.ModelBundle.LatentSpace;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.diffusion.conditioning.Condition;
import org.skiagraph.diffusion.conditioning.Conditioner;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.conditioning.Conditioners;
import org.skiagraph.diffusion.conditioning.Conditions;
import org.skiagraph.diffusion.conditioning.Prompt;
import org.skiagraph.diffusion.conditioning.Reading;
import org.skiagraph.diffusion.decoding.LatentDecoder;
import org.skiagraph.diffusion.decoding.LatentEncoder;
import org.skiagraph.diffusion.family.DenoisingLoop.AfterStep;
import org.skiagraph.diffusion.prompt.WeightedText;
import org.skiagraph.diffusion.sampling.NoiseSource;
import org.skiagraph.diffusion.sampling.NoiseSource.Purpose;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.diffusion.sampling.SolverArguments;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.Tensor;

/** A bundle's open graphs, joined: conditioner, networks, autoencoder. Runs one batch at a time. */
public final class Pipeline implements AutoCloseable {
    private final ModelBundle bundle;
    private final OpenNetworks networks;
    private final Optional<Prior> prior;
    private final Conditioner conditioner;
    private final LatentDecoder decoder;
    private final Optional<Upscaler> upscaler;
    private Optional<LatentEncoder> encoder = Optional.empty();

    private Pipeline(ModelBundle bundle, OpenNetworks networks, Optional<Prior> prior, Conditioner conditioner) {
        this.bundle = bundle;
        this.networks = networks;
        this.prior = prior;
        this.conditioner = conditioner;
        this.decoder = new LatentDecoder(networks.graph("vae_decoder"), bundle.latent(), bundle.image());
        this.upscaler = bundle.composition().upscale().map(stage -> Upscaler.open(networks, stage));
    }

    /** @throws org.skiagraph.domain.Rejected if a graph is missing, or does not fit the bundle's composition */
    public static Pipeline open(ModelBundle bundle, Graphs graphs) {
        OpenNetworks networks = new OpenNetworks(bundle, graphs);
        try {
            Optional<Prior> prior = bundle.composition().prior().map(stage -> Prior.open(networks, bundle));
            NetworkSignature told =
                    prior.map(Prior::signature).orElseGet(() -> networks.signature(networks.flavoured(role -> role)));
            return new Pipeline(bundle, networks, prior, Conditioners.open(bundle, graphs, told));
        } catch (RuntimeException failed) {
            networks.close();
            throw failed;
        }
    }

    /** Whether long prompts can be chunked. */
    public boolean canChunk() {
        return conditioner.canChunk();
    }

    /** Whether words count at all. */
    public boolean readsText() {
        return conditioner.readsText();
    }

    /**
     * Encodes a prompt as {@link #run} will, and throws what it says.
     *
     * @throws org.skiagraph.domain.Rejected if the prompt's conditions are not what the model takes
     */
    public void checkConditions(Prompt prompt) {
        if (!conditioner.readsText()) {
            conditioner.encode(
                    prompt,
                    org.skiagraph.diffusion.conditioning.PictureFrame.of(1, 1),
                    true,
                    Conditioner.LongPromptPolicy.TRUNCATE,
                    warning -> {});
        }
    }

    /** Roles of the bundle's ControlNets, sorted. */
    public List<String> controlNets() {
        return bundle.controlNets();
    }

    /**
     * Makes one batch of pictures.
     *
     * @param warnings hears what people should know
     * @return each picture's slices: one for a picture, as many as its depth for a volume
     * @throws java.util.concurrent.CancellationException between two steps, if the listener cancels
     */
    public List<List<Image>> run(
            PipelineRun run,
            NoiseSource source,
            ProgressListener listener,
            StepObserver observer,
            Consumer<String> warnings) {
        LatentShape shape = shape(run.size());
        BatchNoise noise = new BatchNoise(source, run.firstImage(), run.batch());
        Networks chosen = Networks.choose(networks, bundle, run, shape);
        List<Conditions> conditions = conditions(run, chosen, noise, listener, warnings);
        Sampling sampling = sampling(run, shape);
        Mode mode = Mode.of(
                run.pictures().source(),
                new Mode.Setting(
                        sampling, noise, shape, bundle.composition().masking(), chosen.extended(), this::encoder));
        AfterStep afterStep = mode.afterStep().then((call, latents) -> {
            observer.afterStep(call, latents);
            return latents;
        });
        DenoisingLoop loop = new DenoisingLoop(
                chosen.predictor(mode.channels(), run.batch()),
                chosen.guidance(run.guidance()),
                sampling,
                (call, length) -> noise.draw(Purpose.STEP, call, length),
                afterStep);
        List<List<Image>> decoded = decode(loop.run(mode.start(), conditions, listener), shape, listener);
        return upscaler.map(stage -> upscaled(stage, decoded, noise, listener)).orElse(decoded);
    }

    private static List<List<Image>> upscaled(
            Upscaler stage, List<List<Image>> decoded, BatchNoise noise, ProgressListener listener) {
        List<List<Image>> large = new ArrayList<>();
        for (List<Image> slices : decoded) {
            int index = large.size();
            ProgressListener heard = new UpscalingProgress(listener, index, decoded.size());
            large.add(List.of(stage.upscale(slices.get(0), noise.firstImage() + index, noise.source(), heard)));
        }
        return large;
    }

    /** How each encoder reads a text; nothing where words do not count. */
    public List<Reading> read(WeightedText text, LongPromptPolicy longPrompt) {
        return conditioner.read(text, longPrompt);
    }

    /** The network that is told the words: the UNet, or the prior before it. */
    public String toldNetwork() {
        return prior.isPresent() ? "prior" : networks.flavoured(role -> role);
    }

    /**
     * How much the prediction of the network that is told the words changes when it is told others.
     *
     * @param run whose first prompt is the whole one; only its positive side counts
     * @param others what is told instead
     * @throws java.util.concurrent.CancellationException between two predictions, if the listener cancels
     */
    public PromptChanges changes(
            PipelineRun run, List<WeightedText> others, NoiseSource source, ProgressListener listener) {
        LatentShape shape = shape(run.size());
        Networks chosen = Networks.choose(networks, bundle, run, shape);
        TextProbe probe = prior.map(stage -> stage.probe(run.prior().orElseThrow(), source))
                .orElseGet(() -> new TextProbe(
                        chosen.predictor(chosen.nothingKept(), 1),
                        sampling(run, shape),
                        source.normal(0, Purpose.INITIAL, 0, shape.size())));
        Condition whole = told(run, chosen, run.prompts().get(0).text());
        List<Condition> conditions =
                others.stream().map(text -> told(run, chosen, text)).toList();
        return new PromptChanges(probe.timesteps(), probe.changes(whole, conditions, listener));
    }

    private Condition told(PipelineRun run, Networks chosen, WeightedText text) {
        Prompt prompt = new Prompt(text, Optional.empty(), Map.of());
        Condition told = conditioner
                .encode(prompt, run.frame(), false, run.longPrompt(), warning -> {})
                .positive();
        return chosen.guidanceEmbedding(run.guidance())
                .map(embedding -> told.with(Part.GUIDANCE_EMBEDDING, embedding))
                .orElse(told);
    }

    private static Sampling sampling(PipelineRun run, LatentShape shape) {
        return run.steps()
                .scheduler()
                .start(new SamplingPlan(
                        run.steps().numInferenceSteps(),
                        run.batch(),
                        run.strength(),
                        SolverArguments.ofEta(run.steps().eta()).withLatentPixels(shape.plane())));
    }

    private List<Conditions> conditions(
            PipelineRun run, Networks chosen, BatchNoise noise, ProgressListener listener, Consumer<String> warnings) {
        boolean guided = chosen.guidance(run.guidance()).isOn();
        // Equal prompts are encoded once.
        Map<Prompt, Conditions> encoded = new HashMap<>();
        List<Conditions> texts = run.prompts().stream()
                .map(prompt -> encoded.computeIfAbsent(
                        prompt,
                        text -> conditioner.encode(
                                text, run.frame(), guided || prior.isPresent(), run.longPrompt(), warnings)))
                .toList();
        List<Conditions> told = prior.map(stage -> stage.embed(
                        texts,
                        run.prompts().stream()
                                .map(prompt -> prompt.negative().isPresent())
                                .toList(),
                        guided,
                        run.prior().orElseThrow(),
                        noise,
                        listener))
                .orElse(texts);
        return chosen.guidanceEmbedding(run.guidance())
                .map(embedding -> with(told, embedding))
                .orElse(told);
    }

    private static List<Conditions> with(List<Conditions> conditions, Tensor embedding) {
        return conditions.stream()
                .map(side -> new Conditions(side.positive().with(Part.GUIDANCE_EMBEDDING, embedding), Optional.empty()))
                .toList();
    }

    private LatentShape shape(PipelineRun.Size size) {
        List<Integer> sides = new ArrayList<>();
        size.depth().ifPresent(depth -> sides.add(side(depth)));
        sides.add(side(size.height()));
        sides.add(side(size.width()));
        return new LatentShape(bundle.latent().channels(), sides);
    }

    private int side(int pixels) {
        LatentSpace latent = bundle.latent();
        if (!latent.roundsUp()) {
            return pixels / latent.factor();
        }
        int multiple = latent.factor() * latent.multiple();
        return (pixels + multiple - 1) / multiple * latent.multiple();
    }

    /** Opened when first needed: text-to-image never needs it. */
    private synchronized LatentEncoder encoder() {
        if (encoder.isEmpty()) {
            encoder = Optional.of(new LatentEncoder(networks.graph("vae_encoder"), bundle.latent(), bundle.image()));
        }
        return encoder.get();
    }

    private List<List<Image>> decode(float[] latents, LatentShape shape, ProgressListener listener) {
        List<List<Image>> pictures = new ArrayList<>();
        for (int at = 0; at < latents.length; at += shape.size()) {
            listener.stopIfCancelled();
            float[] one = Arrays.copyOfRange(latents, at, at + shape.size());
            pictures.add(decoder.decode(one, shape.tensor(1, shape.channels())));
        }
        return pictures;
    }

    @Override
    public synchronized void close() {
        conditioner.close();
        networks.close();
        encoder = Optional.empty();
    }
}
