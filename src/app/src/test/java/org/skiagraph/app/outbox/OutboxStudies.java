package org.skiagraph.app.outbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.app.studies.Inputs;
import org.skiagraph.app.studies.StudyParts;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.StudySession;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.template.TemplateDirectory;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.domain.GenerationRecord.Product;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** Studies of the bundled model in one step. */
public final class OutboxStudies {
    private static final Path ROOT = Path.of(System.getProperty("skiagraph.root"));

    private OutboxStudies() {}

    static StudyService service() {
        return new StudyService(parts());
    }

    static StudySession session() {
        return new StudySession(parts());
    }

    static StudyParts parts() {
        return new StudyParts(
                new Product("Skiagraph", "test"),
                BundleSearch.on(List.of(ROOT.resolve("onnx"))),
                TemplateDirectory.on(List.of(ROOT.resolve("dicom-templates"))),
                SyntheticIdentities.under(Optional.empty()),
                OnnxRuntime::start,
                (bundle, graphs) -> Generators.open(bundle, graphs, GeneratorSettings.DEFAULT),
                Part10StudyWriter::new);
    }

    static Outbox open(Path state, OutboxParts parts) {
        return Outbox.open(state, parts);
    }

    /** As a process leaves it that was killed while it made the study. */
    public static void markRunning(Path state, Job job) {
        try (Database database = Database.open(state.resolve("outbox.db"))) {
            database.transaction(() -> database.update(
                    "UPDATE job SET state = 'RUNNING', holder = 'a process that is gone' WHERE id = ?", job.id()));
        }
    }

    static StudyRequest request(Path out, int count) {
        return new StudyRequest(
                new StudyRequest.Prompt(Optional.of("a chest"), Optional.empty(), LongPrompt.CHUNK, WeightSyntax.OFF),
                "chest-radiograph",
                Optional.empty(),
                new StudyRequest.Sampling(
                        Optional.of(1),
                        new StudyRequest.Guidance(Optional.empty(), Optional.empty(), 0, 1),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        PriorChoice.DEFAULT,
                        Optional.of(7L)),
                new StudyRequest.Picture(
                        Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), count, 0),
                Inputs.NONE,
                new StudyRequest.Labels(Optional.empty(), Optional.empty(), Optional.empty()),
                new StudyRequest.Storage(PixelSettings.DEFAULT, 8),
                RuntimeSettings.DEFAULT,
                out);
    }

    static StudyRequest ofModel(String model, Path out) {
        StudyRequest plain = request(out, 1);
        return new StudyRequest(
                plain.prompt(),
                model,
                plain.template(),
                plain.sampling(),
                plain.picture(),
                plain.inputs(),
                plain.labels(),
                plain.storage(),
                plain.runtime(),
                out);
    }

    /** One that says something everywhere. */
    static StudyRequest full(Path out) {
        StudyRequest plain = request(out, 2);
        return new StudyRequest(
                new StudyRequest.Prompt(
                        Optional.of("(a:1.2) chest"), Optional.of("text"), LongPrompt.TRUNCATE, WeightSyntax.A1111),
                plain.model(),
                Optional.of("dx-chest"),
                new StudyRequest.Sampling(
                        Optional.of(3),
                        new StudyRequest.Guidance(Optional.of(2.5), Optional.of(0.5), 0.1, 0.9),
                        Optional.of("DDIMScheduler"),
                        Map.of("beta_schedule", "linear", "steps_offset", 1, "clip_sample", false),
                        Optional.of(0.5),
                        new PriorChoice(Optional.of(5), Optional.of(4.0)),
                        Optional.of(1L << 60)),
                new StudyRequest.Picture(
                        Optional.of(128), Optional.of(64), Optional.of(16), true, Optional.of("original"), 2, 1),
                new Inputs(
                        Map.of("age", "0.5"),
                        Map.of("view", "PA"),
                        new Inputs.Edit(
                                Optional.of(Path.of("in.png")),
                                Optional.of(0.6),
                                Optional.empty(),
                                Optional.of(new Inputs.Box(1, 2, 3, 4))),
                        List.of(new Inputs.Control(Optional.of("edges"), Path.of("edges.png"), 0.7)),
                        new Adapters(
                                List.of(new Adapters.Lora(Path.of("a.safetensors"), 0.8, Optional.of("unet"))),
                                List.of(new Adapters.Embedding(Path.of("b.pt"), Optional.of("<b>"))))),
                new StudyRequest.Labels(Optional.of("Doe^Jane"), Optional.of("1"), Optional.of("two")),
                plain.storage(),
                plain.runtime(),
                out);
    }
}
