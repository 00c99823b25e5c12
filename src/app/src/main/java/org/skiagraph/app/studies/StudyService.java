package org.skiagraph.app.studies;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.StudyWriter;
import org.skiagraph.diffusion.GeneratedImages;
import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.Generator.Shared;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;

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
     * @throws org.skiagraph.domain.Rejected if the request is wrong, before any sampling
     * @throws org.skiagraph.domain.Retryable if a provider, memory or disk space is lacking
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public StudyResult generate(StudyRequest request, ProgressListener listener) {
        return generate(request, Submission.now(), listener);
    }

    /** The same for a study whose identity is decided already. */
    public StudyResult generate(StudyRequest request, Submission submission, ProgressListener listener) {
        RequestValidator.check(request);
        ModelBundle bundle = parts.bundles().load(request.model());
        CheckedRequest checked = CheckedRequest.of(request, bundle, parts);
        try (OpenModel model = OpenModel.open(parts, bundle, checked.request())) {
            return generate(checked, submission, model, listener);
        }
    }

    /**
     * All that can be found wrong without opening a graph.
     *
     * @throws org.skiagraph.domain.Rejected as {@link #generate}
     */
    public void check(StudyRequest request) {
        RequestValidator.check(request);
        CheckedRequest.of(request, parts.bundles().load(request.model()), parts);
    }

    /** The same with a model that is open already, and stays so. */
    StudyResult generate(CheckedRequest checked, Submission submission, OpenModel model, ProgressListener listener) {
        Records records = records(checked, model);
        return write(records, draft(records, submission), model.generator(), listener);
    }

    /** Everything that can be wrong with one before there are pixels, down to its dataset. */
    void check(CheckedRequest checked, Submission submission, OpenModel model) {
        Records records = records(checked, model);
        StudyWriter writer = parts.writers().apply(checked.request().storage().previewBits());
        layOut(
                records,
                draft(records, submission),
                model.generator(),
                plan -> writer.check(plan, checked.request().out()));
    }

    private Records records(CheckedRequest checked, OpenModel model) {
        return new Records(
                parts.product(),
                model.bundle(),
                checked,
                Records.inputs(checked, model.adapters()),
                seed(checked.request()),
                model.graphs().description());
    }

    private StudyDraft draft(Records records, Submission submission) {
        return StudyDraft.of(records.request(), records.template(), parts.identities(), submission);
    }

    /** The request's seed, or one that is drawn now. */
    static long seed(StudyRequest request) {
        return request.sampling().seed().orElseGet(() -> new SecureRandom().nextLong(DRAWN_SEEDS));
    }

    /**
     * The request as another process, or a later one, can carry it out: its seed drawn, its paths absolute.
     *
     * @throws org.skiagraph.domain.Rejected if it is wrong as far as can be told without its model
     */
    public static StudyRequest fixed(StudyRequest request) {
        RequestValidator.check(request);
        return AbsolutePaths.of(request.with(seed(request)));
    }

    /** Where a study will be, or is: known before it is made. */
    public Path folder(StudyRequest request, Submission submission) {
        StudyIdentity identity = new StudyIdentity(parts.identities(), submission.key());
        return request.out()
                .toAbsolutePath()
                .normalize()
                .resolve(StudyDraft.folderName(submission.clock(), identity.shortId(StudyDraft.ACCESSION)));
    }

    private StudyResult write(Records records, StudyDraft draft, Generator generator, ProgressListener listener) {
        StudyRequest request = records.request();
        StudyWriter writer = parts.writers().apply(request.storage().previewBits());
        try (StudyFolder folder = StudyFolder.create(request.out(), draft.folderName())) {
            Made made = make(records, generator, draft, plan -> writer.check(plan, folder.working()), listener);
            List<Instance> written = writer.write(made.plan(records), made.pixels(), folder.working(), listener);
            listener.stopIfCancelled();
            Path directory = folder.publish();
            return result(directory, written, records, made.images());
        }
    }

    private record Made(LaidOutStudy study, GeneratedImages images) {
        StudyPlan plan(Records records) {
            // Batches are full but for the last.
            int full = images.images().get(0).batch();
            return study.plan(index -> records.of(
                    images.settings(),
                    new Shared(
                            index,
                            index - index % full,
                            images.images().get(index).batch())));
        }

        List<Image> pixels() {
            return study.layout().images(images);
        }
    }

    private Made make(
            Records records,
            Generator generator,
            StudyDraft draft,
            Consumer<StudyPlan> check,
            ProgressListener listener) {
        LaidOutStudy study = layOut(records, draft, generator, check);
        return new Made(study, generator.generate(generation(records), listener));
    }

    /** @param check hears of the plan before there is a pixel */
    private static LaidOutStudy layOut(
            Records records, StudyDraft draft, Generator generator, Consumer<StudyPlan> check) {
        EffectiveSettings expected = generator.check(generation(records));
        Layout layout = Layout.of(
                records.bundle(),
                expected,
                records.request().picture().count(),
                records.checked().fieldMm());
        LaidOutStudy study = LaidOutStudy.of(draft, layout);
        check.accept(study.plan(index -> records.of(expected, new Shared(index, index, 1))));
        return study;
    }

    private static GenerationRequest generation(Records records) {
        return records.checked().generation(records.bundle(), records.seed());
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
}
