package org.skiagraph.diffusion.conditioning;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiagraph.diffusion.bundle.ModelBundle.Conditioning.TokenMask;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;

/** A text encoder graph, CLIP's, BERT's or T5's: framed token ids in, the wanted outputs out. */
final class TextEncoder implements AutoCloseable {
    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String SEGMENTS = "token_type_ids";

    private final Graph graph;
    private final String role;
    private final TokenMask tokenMask;

    /**
     * @param role component name, for messages
     * @param tokenMask what the encoder's attention_mask is, if it takes one
     */
    TextEncoder(Graph graph, String role, TokenMask tokenMask) {
        this.graph = graph;
        this.role = role;
        this.tokenMask = tokenMask;
        Set<String> names = graph.inputs().keySet();
        if (!names.contains(IDS) || !Set.of(IDS, MASK, SEGMENTS).containsAll(names)) {
            throw new Rejected(
                    role,
                    "it takes " + names + ", but a text encoder takes " + IDS + ", perhaps with " + MASK + " and "
                            + SEGMENTS,
                    "Export the encoder with these inputs");
        }
    }

    String role() {
        return role;
    }

    /** Encodes one framed sequence. */
    Map<String, Tensor> encode(Framed framed, Set<String> wanted) {
        int length = framed.ids().length;
        Map<String, Tensor> inputs = new HashMap<>();
        inputs.put(IDS, Tensor.of(framed.ids(), 1, length));
        if (graph.inputs().containsKey(MASK)) {
            inputs.put(MASK, Tensor.of(tokenMask == TokenMask.TOKENS ? framed.mask() : ones(length), 1, length));
        }
        if (graph.inputs().containsKey(SEGMENTS)) {
            // A prompt is one segment, the first.
            inputs.put(SEGMENTS, Tensor.of(new long[length], 1, length));
        }
        return graph.run(inputs, wanted);
    }

    private static long[] ones(int length) {
        long[] ones = new long[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The output that SD's UNet reads: {@code last_hidden_state}, or the first of rank 3. */
    String lastHiddenState() {
        if (graph.outputs().containsKey("last_hidden_state")) {
            return "last_hidden_state";
        }
        return graph.outputs().values().stream()
                .filter(info -> info.rank() == 3)
                .map(TensorInfo::name)
                .findFirst()
                .orElseThrow(() -> missing("last_hidden_state [batch, tokens, width]"));
    }

    /**
     * The output that SDXL's UNet reads: the penultimate layer's state, before the final norm. {@code hidden_states.0} are
     * the embeddings and the highest number is the last layer's, so it is the last but one.
     */
    String penultimateHiddenState() {
        List<Integer> layers = graph.outputs().keySet().stream()
                .filter(name -> name.matches("hidden_states\\.\\d{1,3}"))
                .map(name -> Integer.valueOf(name.substring(name.indexOf('.') + 1)))
                .sorted()
                .toList();
        if (layers.size() < 2) {
            throw missing("hidden_states.0, hidden_states.1, ...");
        }
        return "hidden_states." + layers.get(layers.size() - 2);
    }

    /** The projected pooled output. */
    String textEmbeds() {
        Collection<String> names = graph.outputs().keySet();
        if (!names.contains("text_embeds")) {
            throw missing("text_embeds");
        }
        return "text_embeds";
    }

    private Rejected missing(String output) {
        return new Rejected(
                role,
                "it has no output " + output + " among " + graph.outputs().keySet(),
                "Export it with output_hidden_states, as optimum does for this pipeline");
    }

    @Override
    public void close() {
        graph.close();
    }
}
