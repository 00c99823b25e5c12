package org.skiagraph.app.studies;

import java.util.Map;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.PromptExplanation;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.RuntimeSettings;

/** Tells what a model makes of a prompt. */
public final class PromptExplainer {
    private final StudyParts parts;

    public PromptExplainer(StudyParts parts) {
        this.parts = parts;
    }

    /**
     * @param model bundle name or directory
     * @param measured whether the network is asked how much each word changes
     */
    public record Question(
            StudyRequest.Prompt prompt, String model, long seed, boolean measured, RuntimeSettings runtime) {}

    /**
     * @throws org.skiagraph.domain.Rejected if the prompt is wrong, or the model reads no words
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public PromptExplanation explain(Question question, ProgressListener listener) {
        RequestValidator.prompt(question.prompt());
        ModelBundle bundle = parts.bundles().load(question.model());
        try (Graphs graphs = parts.runtimes().apply(question.runtime());
                Generator generator = parts.generators().apply(bundle, graphs)) {
            return generator.explain(
                    GenerationRequests.subject(question.prompt(), Map.of()),
                    new Seed(question.seed()),
                    question.measured(),
                    listener);
        }
    }
}
