package org.skiagraph.diffusion.conditioning;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.ModelBundle.TokenizerSpec;
import org.skiagraph.diffusion.prompt.Tokenizer;
import org.skiagraph.diffusion.prompt.Tokenizers;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.Tensor;

/** A tokenizer and the encoder behind it, with the outputs that a family reads. */
public final class TextTower implements AutoCloseable {
    private final Tokenizer tokenizer;
    private final TextEncoder encoder;
    private final String hidden;
    private final Optional<String> pooled;

    private TextTower(Tokenizer tokenizer, TextEncoder encoder, String hidden, Optional<String> pooled) {
        this.tokenizer = tokenizer;
        this.encoder = encoder;
        this.hidden = hidden;
        this.pooled = pooled;
    }

    /** A tower whose condition is the encoder's last hidden state. */
    public static TextTower lastHiddenState(ModelBundle bundle, String role, Graphs graphs) {
        TextEncoder encoder = open(bundle, role, graphs);
        return new TextTower(tokenizer(bundle, role), encoder, encoder.lastHiddenState(), Optional.empty());
    }

    /** A tower whose condition is the penultimate layer's hidden state, un-normed. */
    public static TextTower penultimate(ModelBundle bundle, String role, Graphs graphs) {
        TextEncoder encoder = open(bundle, role, graphs);
        return new TextTower(tokenizer(bundle, role), encoder, encoder.penultimateHiddenState(), Optional.empty());
    }

    /** A tower whose condition is the last hidden state and the projected pooled embedding. */
    public static TextTower lastHiddenStateAndPooled(ModelBundle bundle, String role, Graphs graphs) {
        TextEncoder encoder = open(bundle, role, graphs);
        return new TextTower(
                tokenizer(bundle, role), encoder, encoder.lastHiddenState(), Optional.of(encoder.textEmbeds()));
    }

    /** The same as {@link #penultimate}, with the projected pooled embedding. */
    public static TextTower penultimateAndPooled(ModelBundle bundle, String role, Graphs graphs) {
        TextEncoder encoder = open(bundle, role, graphs);
        return new TextTower(
                tokenizer(bundle, role), encoder, encoder.penultimateHiddenState(), Optional.of(encoder.textEmbeds()));
    }

    private static TextEncoder open(ModelBundle bundle, String role, Graphs graphs) {
        Path model = bundle.components().get(role);
        if (model == null) {
            throw new Rejected(role, "the bundle has no such graph", "Export " + role + " beside the UNet");
        }
        Graph graph = graphs.open(model);
        return new TextEncoder(graph, role, bundle.composition().conditioning().tokenMask());
    }

    private static Tokenizer tokenizer(ModelBundle bundle, String role) {
        TokenizerSpec spec = bundle.tokenizers().get(role);
        if (spec == null) {
            throw new Rejected(role, "the bundle has no tokenizer for it", "Add its tokenizer directory");
        }
        return Tokenizers.open(spec);
    }

    /** Role of the encoder's graph. */
    String role() {
        return encoder.role();
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** Encodes one framed window. */
    Encoded encode(Framed framed) {
        Set<String> wanted = Stream.concat(Stream.of(hidden), pooled.stream()).collect(Collectors.toSet());
        Map<String, Tensor> outputs = encoder.encode(framed, wanted);
        return new Encoded((Tensor.Floats) outputs.get(hidden), pooled.map(name -> (Tensor.Floats) outputs.get(name)));
    }

    @Override
    public void close() {
        encoder.close();
        tokenizer.close();
    }

    /**
     * What came out for one window.
     *
     * @param hidden float32 [1, tokens, width]
     * @param pooled float32 [1, width]
     */
    record Encoded(Tensor.Floats hidden, Optional<Tensor.Floats> pooled) {}
}
