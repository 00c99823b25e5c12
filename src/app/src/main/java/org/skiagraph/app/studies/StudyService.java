package org.skiagraph.app.studies;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.StudyWriter;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.diffusion.GeneratedImages;
import org.skiagraph.diffusion.GeneratedImages.GeneratedImage;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graphs;

/** The main job: a request becomes a study on disk. */
public final class StudyService {
    /** Drawn seeds stay below this, so that a JSON reader with doubles keeps every digit. */
    private static final long DRAWN_SEEDS = 1L << 53;

    private final StudyParts parts;

    public StudyService(StudyParts parts) {
        this.parts = parts;
    }

    /**
     * Checks, generates, writes. Whatever ends it early leaves nothing behind.
     *
     * @throws Rejected if the request is wrong, before any sampling
     * @throws org.skiagraph.domain.Retryable if a provider, memory or disk space is lacking
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public StudyResult generate(StudyRequest request, ProgressListener listener) {
        RequestValidator.check(request);
        ModelBundle bundle = parts.bundles().load(request.model());
        RequestValidator.check(request, bundle);
        Template template = parts.templates().find(request.template().orElseGet(() -> firstSuitable(bundle)));
        long seed = request.sampling().seed().orElseGet(() -> new SecureRandom().nextLong(DRAWN_SEEDS));
        StudyDraft draft = StudyDraft.of(
                request,
                template,
                parts.identities(),
                LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS));
        try (Graphs graphs = parts.runtimes().apply(request.runtime())) {
            Records records = new Records(parts.product(), bundle, template, request, seed, graphs.description());
            return write(request, draft, records, graphs, listener);
        }
    }

    private StudyResult write(
            StudyRequest request, StudyDraft draft, Records records, Graphs graphs, ProgressListener listener) {
        StudyWriter writer = parts.writers().apply(request.storage().previewBits());
        try (StudyFolder folder = StudyFolder.create(request.out(), draft.folderName())) {
            writer.check(
                    draft.plan(request, records.bundle(), index -> records.of(records.expected(), index, 1)),
                    folder.working());
            GeneratedImages made = images(request, records, graphs, listener);
            StudyPlan plan = draft.plan(
                    request,
                    records.bundle(),
                    index -> records.of(
                            made.settings(), index, made.images().get(index).batch()));
            List<Image> pixels =
                    made.images().stream().map(GeneratedImage::image).toList();
            List<Instance> written = writer.write(plan, pixels, folder.working(), listener);
            listener.stopIfCancelled();
            Path directory = folder.publish();
            return result(directory, written, records, made);
        }
    }

    private GeneratedImages images(StudyRequest request, Records records, Graphs graphs, ProgressListener listener) {
        GenerationRequest generation = GenerationRequests.of(request, records.bundle(), records.seed());
        try (Generator generator = parts.generators().apply(records.bundle(), graphs)) {
            generator.check(generation);
            return generator.generate(generation, listener);
        }
    }

    private static StudyResult result(Path directory, List<Instance> written, Records records, GeneratedImages made) {
        List<String> warnings = new ArrayList<>(made.warnings());
        records.runtime().fallbackReason().ifPresent(warnings::add);
        return new StudyResult(
                directory,
                written.stream().map(instance -> movedTo(directory, instance)).toList(),
                records.seed(),
                records.bundle().name(),
                records.template().name(),
                records.runtime(),
                made.settings(),
                warnings);
    }

    private static Instance movedTo(Path directory, Instance instance) {
        return new Instance(
                directory.resolve(instance.file().getFileName()),
                directory.resolve(instance.preview().getFileName()),
                instance.studyInstanceUid(),
                instance.seriesInstanceUid(),
                instance.sopInstanceUid(),
                instance.sopClassUid(),
                instance.transferSyntaxUid(),
                instance.bytes());
    }

    private static String firstSuitable(ModelBundle bundle) {
        return bundle.details().templates().stream()
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        "template",
                        "the model " + bundle.name() + " names no template that suits it",
                        "Choose one with --template; 'skiagraph templates list' shows them"));
    }
}
