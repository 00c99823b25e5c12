package org.skiagraph.diffusion.adapter.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.adapter.Adapters.Adapted;
import org.skiagraph.diffusion.adapter.Adapters.Embedding;
import org.skiagraph.diffusion.adapter.Adapters.Lora;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.ModelBundle.AddedToken;
import org.skiagraph.diffusion.bundle.ModelBundle.TokenizerSpec;
import org.skiagraph.diffusion.prompt.Tokenizer;
import org.skiagraph.diffusion.prompt.Tokenizers;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.GraphFile;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.Weight;
import org.skiagraph.graph.WeightEdits;

/** Brings adapters and one bundle together. */
public final class Adapting {
    /** Where a LoRA that names no graph may belong, likeliest first. */
    private static final List<String> CANDIDATES = List.of("unet", "prior", "text_encoder", "text_encoder_2");

    private final ModelBundle bundle;
    private final Graphs graphs;
    private final Map<String, List<Weight>> weights = new LinkedHashMap<>();
    private final Map<String, WeightSums> sums = new LinkedHashMap<>();
    private final Map<String, TokenizerSpec> tokenizers;
    private final List<String> records = new ArrayList<>();

    public Adapting(ModelBundle bundle, Graphs graphs) {
        this.bundle = bundle;
        this.graphs = graphs;
        this.tokenizers = new LinkedHashMap<>(bundle.tokenizers());
    }

    public Adapted apply(Adapters adapters) {
        adapters.embeddings().forEach(this::embedding);
        adapters.loras().forEach(this::lora);
        Map<Path, WeightEdits> edits = new LinkedHashMap<>();
        sums.forEach((role, sum) -> edits.put(bundle.components().get(role), sum.edits()));
        return new Adapted(bundle.withTokenizers(tokenizers), new AdaptedGraphs(graphs, edits), List.copyOf(records));
    }

    private List<Weight> weights(String role) {
        return weights.computeIfAbsent(
                role, key -> GraphFile.weights(bundle.components().get(key)));
    }

    private WeightSums sums(String role) {
        return sums.computeIfAbsent(role, key -> new WeightSums());
    }

    private void lora(Lora lora) {
        if (!Double.isFinite(lora.weight())) {
            throw new Rejected("lora", "a weight of " + lora.weight(), "Give a finite number, 1 for all of it");
        }
        Path file = LoraFile.file(lora.file());
        Map<String, List<LoraUpdate>> byRole = new LinkedHashMap<>();
        for (LoraUpdate update : LoraFile.read(file)) {
            byRole.computeIfAbsent(lora.role().or(update::role).orElse(""), key -> new ArrayList<>())
                    .add(update);
        }
        byRole.forEach((named, updates) -> {
            String role = named.isEmpty() ? roleOf(file, updates) : named;
            if (!bundle.components().containsKey(role)) {
                throw new Rejected(
                        file.toString(),
                        "it changes " + role + ", which " + bundle.name() + " has not",
                        "Use its own model");
            }
            matcher(file, role).match(updates).forEach((update, layer) -> sums(role)
                    .add(layer, update, lora.weight()));
        });
        records.add(prefix(lora.role()) + FileDigest.record(file, lora.weight()));
    }

    private LayerMatcher matcher(Path file, String role) {
        return new LayerMatcher(file, role, Layer.of(weights(role)));
    }

    /** The only graph that has every module in its shape; if none has, what is wrong with the likeliest is said. */
    private String roleOf(Path file, List<LoraUpdate> updates) {
        List<String> present =
                CANDIDATES.stream().filter(bundle.components()::containsKey).toList();
        Optional<Rejected> first = Optional.empty();
        for (String role : present) {
            try {
                matcher(file, role).match(updates);
                return role;
            } catch (Rejected other) {
                first = first.or(() -> Optional.of(other));
            }
        }
        throw first.orElseThrow();
    }

    private void embedding(Embedding given) {
        EmbeddingFile file = EmbeddingFile.read(given.file(), given.token());
        List<String> encoders = bundle.tokenizers().keySet().stream().sorted().toList();
        if (encoders.isEmpty()) {
            throw new Rejected(given.file().toString(), "the model reads no words", "Leave it out");
        }
        for (String role : encoders) {
            Tensor.Floats rows = vectors(given.file(), file, role);
            Weight table = EmbeddingRows.table(given.file(), role, weights(role));
            if (table.shape().get(1) != rows.shape()[1]) {
                throw new Rejected(
                        given.file().toString(),
                        "its vectors are " + rows.shape()[1] + " wide, but those of " + role + " are "
                                + table.shape().get(1),
                        "Use an embedding that was trained on this model");
            }
            int firstId = add(given.file(), role, file);
            sums(role).add(table.name(), values -> EmbeddingRows.with(values, rows, firstId));
        }
        records.add(prefix(given.token()) + FileDigest.record(given.file(), 1));
    }

    private static String prefix(Optional<String> given) {
        return given.map(name -> name + "=").orElse("");
    }

    private static Tensor.Floats vectors(Path path, EmbeddingFile file, String role) {
        Tensor.Floats rows = file.vectors().getOrDefault(role, file.vectors().get(""));
        if (rows == null) {
            throw new Rejected(
                    path.toString(),
                    "it has no vectors for " + role,
                    "Use an embedding that was trained on this model");
        }
        return rows;
    }

    /** Makes the word known to a tokenizer, and tells the id of its first vector. */
    private int add(Path path, String role, EmbeddingFile file) {
        TokenizerSpec spec = tokenizers.get(role);
        List<AddedToken> added = new ArrayList<>(spec.added());
        if (added.stream().anyMatch(one -> one.word().equals(file.token()))) {
            throw new Rejected(path.toString(), "its word " + file.token() + " is taken", "Give it another word");
        }
        int next = added.isEmpty()
                ? vocabularySize(spec)
                : added.get(added.size() - 1).firstId()
                        + added.get(added.size() - 1).count();
        added.add(new AddedToken(file.token(), next, file.count()));
        tokenizers.put(role, new TokenizerSpec(spec.directory(), spec.maxLength(), added));
        return next;
    }

    private static int vocabularySize(TokenizerSpec spec) {
        try (Tokenizer tokenizer = Tokenizers.open(spec)) {
            return tokenizer.vocabularySize();
        }
    }
}
