package org.skiagraph.diffusion.conditioning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.Shipped;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.prompt.WeightedText;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;

/** A reference system's real encoders, and what they said on the way. */
final class OpenConditioner implements AutoCloseable {
    final List<String> warnings = new ArrayList<>();
    private final Graphs graphs = OnnxRuntime.start(RuntimeSettings.DEFAULT);
    private final Conditioner conditioner;

    private OpenConditioner(ModelBundle bundle, Optional<Integer> contextLength) {
        String role = bundle.composition().prior().isPresent() ? "prior" : "unet";
        try (Graph network = graphs.open(bundle.components().get(role))) {
            NetworkSignature signature = NetworkSignature.of(
                    role, network.inputs().values(), network.outputs().values(), Map.of());
            conditioner = Conditioners.open(
                    bundle,
                    graphs,
                    contextLength.map(length -> fixed(signature, length)).orElse(signature));
        }
    }

    static OpenConditioner of(String system) {
        return of(Shipped.load(Shipped.reference(system)));
    }

    static OpenConditioner of(ModelBundle bundle) {
        return new OpenConditioner(bundle, Optional.empty());
    }

    /** As if the network had been exported for so many tokens and no others. */
    static OpenConditioner withFixedContext(String system, int tokens) {
        return new OpenConditioner(Shipped.load(Shipped.reference(system)), Optional.of(tokens));
    }

    private static NetworkSignature fixed(NetworkSignature signature, int tokens) {
        Map<Part, TensorInfo> parts = new java.util.EnumMap<>(signature.parts());
        TensorInfo context = parts.get(Part.CONTEXT);
        List<Long> shape = List.of(-1L, (long) tokens, context.shape().get(2));
        parts.put(Part.CONTEXT, new TensorInfo(context.name(), context.type(), shape));
        return new NetworkSignature(
                signature.sample(),
                signature.timestep(),
                parts,
                signature.residuals(),
                signature.conditions(),
                signature.output());
    }

    boolean canChunk() {
        return conditioner.canChunk();
    }

    List<Reading> read(WeightedText text, LongPromptPolicy policy) {
        return conditioner.read(text, policy);
    }

    Conditions encode(WeightedText text, Optional<WeightedText> negative, LongPromptPolicy policy) {
        return conditioner.encode(
                new Prompt(text, negative, Map.of()), PictureFrame.of(64, 64), true, policy, warnings::add);
    }

    Condition positive(WeightedText text) {
        return encode(text, Optional.empty(), LongPromptPolicy.CHUNK).positive();
    }

    static float[] context(Condition condition) {
        return floats(condition, Part.CONTEXT);
    }

    static float[] floats(Condition condition, Part part) {
        return ((Tensor.Floats) condition.rows().get(part)).values();
    }

    /** Tokens of context, and how wide each is. */
    static long[] shape(Condition condition) {
        return condition.rows().get(Part.CONTEXT).shape();
    }

    @Override
    public void close() {
        conditioner.close();
        graphs.close();
    }
}
