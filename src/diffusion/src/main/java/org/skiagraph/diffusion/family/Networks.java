package org.skiagraph.diffusion.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.diffusion.family.ControlNets.Net;
import org.skiagraph.diffusion.family.PipelineRun.Control;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;

/** The networks that one run asks, out of those that a bundle has. */
final class Networks {
    private final OpenNetworks open;
    private final ModelBundle bundle;
    private final PipelineRun run;
    private final LatentShape shape;
    private final String role;
    private final NetworkSignature signature;

    private Networks(OpenNetworks open, ModelBundle bundle, PipelineRun run, LatentShape shape, String role) {
        this.open = open;
        this.bundle = bundle;
        this.run = run;
        this.shape = shape;
        this.role = role;
        this.signature = open.signature(role);
    }

    /** The one for repainting where there is a mask and such a network, else the plain one. */
    static Networks choose(OpenNetworks open, ModelBundle bundle, PipelineRun run, LatentShape shape) {
        boolean masked =
                run.pictures().source().flatMap(PipelineRun.Source::mask).isPresent();
        String plain = open.flavoured(name -> name);
        String chosen = masked && open.has(plain + "_inpaint") ? plain + "_inpaint" : plain;
        return new Networks(open, bundle, run, shape, chosen);
    }

    /** Whether the network takes a mask and what it leaves of the picture behind its latents. */
    boolean extended() {
        return signature.sample().rank() == 4
                && signature.sample().shape().get(1) == 2L * bundle.latent().channels() + 1;
    }

    /** @param channels what every picture carries behind its latents */
    NoisePredictor predictor(Optional<float[]> channels, int batch) {
        NoisePredictor network = new Network(open.graph(role), signature, shape);
        if (signature.part(Part.LABEL).isPresent()) {
            network = new LabelledNetwork(network, () -> open.network(role + "_uncond", shape));
        }
        if (channels.isPresent()) {
            network = new PictureChannels(network, channels.get(), batch);
        }
        List<Net> nets = nets();
        return nets.isEmpty() ? network : new ControlNets(network, nets, shape);
    }

    /** For a network that was trained to repaint: nothing is kept, so that it says what it would of a picture of its own. */
    Optional<float[]> nothingKept() {
        if (!extended()) {
            return Optional.empty();
        }
        float[] repaint = new float[shape.plane()];
        Arrays.fill(repaint, 1);
        return Optional.of(Repainting.channels(
                new float[shape.size()], repaint, 1, bundle.composition().masking()));
    }

    /** A network that is told the scale has no second side. */
    Guidance guidance(Guidance asked) {
        return signature.part(Part.GUIDANCE_EMBEDDING).isPresent()
                ? new Guidance(asked.formula(), 0, 0, asked.start(), asked.stop(), Double.MAX_VALUE)
                : asked;
    }

    Optional<Tensor> guidanceEmbedding(Guidance asked) {
        return signature
                .part(Part.GUIDANCE_EMBEDDING)
                .map(info -> GuidanceEmbedding.of(
                        asked.scale(), Math.toIntExact(info.shape().get(1))));
    }

    private List<Net> nets() {
        if (signature.residuals().isEmpty()) {
            if (!run.pictures().controls().isEmpty()) {
                throw new Rejected(
                        "control", "the model's UNet takes no ControlNet", "Use a model that was exported with one");
            }
            return List.of();
        }
        List<Net> nets = new ArrayList<>();
        run.pictures().controls().forEach(control -> nets.add(net(control)));
        if (nets.isEmpty()) {
            // The UNet wants its residuals all the same; with a scale of 0 they say nothing.
            String any = bundle.controlNets().stream().findFirst().orElse("controlnet");
            int pixels = bundle.latent().factor();
            Image black = new Image(
                    shape.width() * pixels,
                    shape.height() * pixels,
                    1,
                    new float[shape.width() * pixels * shape.height() * pixels]);
            nets.add(net(new Control(any, black, 0)));
        }
        return nets;
    }

    private Net net(Control control) {
        Graph graph = open.graph(control.name());
        NetworkSignature parts = open.signature(control.name());
        TensorInfo image = parts.require(control.name(), Part.CONTROL_IMAGE);
        Map<Part, TensorInfo> others = new EnumMap<>(Part.class);
        others.putAll(parts.parts());
        int channels = image.shape().get(1) > 0 ? Math.toIntExact(image.shape().get(1)) : 3;
        return new Net(
                graph,
                others,
                parts.sample(),
                parts.timestep(),
                planes(control.image(), channels),
                control.scale(),
                control.start(),
                control.stop());
    }

    /** 0 to 1, unlike the pictures that an autoencoder is given. */
    private static Tensor planes(Image image, int channels) {
        int plane = image.width() * image.height();
        float[] values = new float[channels * plane];
        for (int c = 0; c < channels; c++) {
            int source = Math.min(c, image.channels() - 1);
            for (int i = 0; i < plane; i++) {
                values[c * plane + i] = image.samples()[i * image.channels() + source];
            }
        }
        return Tensor.of(values, 1, channels, image.height(), image.width());
    }
}
