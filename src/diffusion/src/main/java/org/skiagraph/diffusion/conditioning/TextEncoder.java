package org.skiagraph.diffusion.conditioning;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;

/** A text encoder graph: framed token ids in, the wanted outputs out. */
final class TextEncoder implements AutoCloseable {
    private final Graph graph;
    private final String role;

    /** @param role component name, for messages */
    TextEncoder(Graph graph, String role) {
        this.graph = graph;
        this.role = role;
        if (!graph.inputs().keySet().equals(Set.of("input_ids"))) {
            throw new Rejected(
                    role,
                    "it takes " + graph.inputs().keySet() + ", but a CLIP encoder takes input_ids alone",
                    "Export the encoder with input_ids as its only input");
        }
    }

    /** Encodes one framed sequence. */
    Map<String, Tensor> encode(long[] ids, Set<String> wanted) {
        return graph.run(Map.of("input_ids", Tensor.of(ids, 1, ids.length)), wanted);
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
