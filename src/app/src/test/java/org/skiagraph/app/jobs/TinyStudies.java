package org.skiagraph.app.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.skiagraph.app.studies.Inputs;
import org.skiagraph.app.studies.RememberedBundles;
import org.skiagraph.app.studies.StudyParts;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.template.TemplateDirectory;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.domain.GenerationRecord.Product;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** Studies of real, tiny models, and a count of what is opened. */
record TinyStudies(Path out, AtomicInteger opened) {
    private static final Path ROOT = Path.of(System.getProperty("skiagraph.root"));
    private static final Path REFERENCES = Path.of(System.getProperty("skiagraph.reference.dir"));

    StudyParts parts() {
        return new StudyParts(
                new Product("Skiagraph", "test"),
                new RememberedBundles(BundleSearch.on(List.of(ROOT.resolve("onnx")))),
                TemplateDirectory.on(List.of(ROOT.resolve("dicom-templates"))),
                SyntheticIdentities.under(Optional.empty()),
                OnnxRuntime::start,
                (bundle, graphs) -> {
                    opened.incrementAndGet();
                    return Generators.open(bundle, graphs, GeneratorSettings.DEFAULT);
                },
                Part10StudyWriter::new);
    }

    StudyRequest request(String system, int steps) {
        return request(system, steps, Inputs.NONE);
    }

    /** An edited picture of 64 by 64. */
    StudyRequest edited(Path picture, int steps) {
        return request(
                "sd15",
                steps,
                new Inputs(
                        Map.of(),
                        Map.of(),
                        new Inputs.Edit(Optional.of(picture), Optional.of(1.0), Optional.empty(), Optional.empty()),
                        List.of(),
                        Inputs.NONE.adapters()));
    }

    private StudyRequest request(String system, int steps, Inputs inputs) {
        return new StudyRequest(
                new StudyRequest.Prompt(
                        Optional.of("a chest"), Optional.empty(), LongPrompt.CHUNK, WeightSyntax.EXPLICIT),
                REFERENCES.resolve(system).resolve("bundle").toString(),
                Optional.of("sc"),
                new StudyRequest.Sampling(
                        Optional.of(steps),
                        new StudyRequest.Guidance(Optional.empty(), Optional.empty(), 0, 1),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        PriorChoice.DEFAULT,
                        Optional.of(7L)),
                new StudyRequest.Picture(
                        Optional.of(64), Optional.of(64), Optional.empty(), false, Optional.empty(), 1, 0),
                inputs,
                new StudyRequest.Labels(Optional.empty(), Optional.empty(), Optional.empty()),
                new StudyRequest.Storage(PixelSettings.DEFAULT, 8),
                RuntimeSettings.DEFAULT,
                out);
    }
}
