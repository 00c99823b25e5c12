package org.skiagraph.diffusion.adapter;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiagraph.diffusion.adapter.internal.Adapting;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.graph.Graphs;

/**
 * What is added to a model without training it again: LoRAs in the layouts of diffusers, PEFT and kohya, and textual
 * inversions. The bundle's files stay as they are.
 */
public record Adapters(List<Lora> loras, List<Embedding> embeddings) {
    public static final Adapters NONE = new Adapters(List.of(), List.of());

    public Adapters {
        loras = List.copyOf(loras);
        embeddings = List.copyOf(embeddings);
    }

    /**
     * @param file a .safetensors file, or a directory that diffusers or PEFT saved one into
     * @param weight how much of it; 1 is all, 0 nothing, any finite number
     * @param role the graph that it changes; empty where the file says so itself, or only one graph can be meant
     */
    public record Lora(Path file, double weight, Optional<String> role) {}

    /**
     * @param file .safetensors, or .pt in torch's zip layout
     * @param token how a prompt calls it; empty to take the file's own word
     */
    public record Embedding(Path file, Optional<String> token) {}

    /**
     * A bundle and a runtime that together make what the adapted model makes.
     *
     * @param records "name:sha256:weight" of each file, behind "role=" or "word=" where one was given; for the generation
     *     record
     */
    public record Adapted(ModelBundle bundle, Graphs graphs, List<String> records) {}

    /**
     * Puts them in. Weights are read and changed when a graph is opened.
     *
     * @throws org.skiagraph.domain.Rejected if a file is broken or does not fit the model, naming the first mismatch
     */
    public Adapted applyTo(ModelBundle bundle, Graphs graphs) {
        return loras.isEmpty() && embeddings.isEmpty()
                ? new Adapted(bundle, graphs, List.of())
                : new Adapting(bundle, graphs).apply(this);
    }
}
