package org.skiagraph.app.studies;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiagraph.app.studies.Inputs.Control;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.WrittenImage;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.source.SourceOptions;
import org.skiagraph.diffusion.GeneratedImages;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.Generator.Shared;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.graph.RuntimeSettings;

/** Makes the image of a file again, by the record that is in it, and says whether it is the same. */
public final class Reproduction {
    private static final int PREVIEW_BITS = 8;

    private final StudyParts parts;
    private final MarkedFiles markedFiles;

    public Reproduction(StudyParts parts, MarkedFiles markedFiles) {
        this.parts = parts;
        this.markedFiles = markedFiles;
    }

    /**
     * What the record has only digests of.
     *
     * @param controls in the record's order; their scales are the record's
     */
    public record Given(
            Optional<Path> image,
            Optional<Path> mask,
            List<Control> controls,
            Adapters adapters,
            SourceOptions sources) {}

    /**
     * @param model to take instead of the bundle of the recorded name
     * @param runtime on what to run, if not on what the record says
     * @param out directory that what was made is written into as a study of its own
     */
    public record Question(
            Path file, Given given, Optional<String> model, Optional<RuntimeSettings> runtime, Optional<Path> out) {}

    /**
     * What came of it.
     *
     * @param differences of the records, where the new one is not the file's
     * @param pixels how the pictures differ; empty if none was made, since an input is another
     * @param directory of the new study, if one was asked for
     */
    public record Outcome(
            MarkedFile file,
            List<RecordDifference> differences,
            Optional<PixelDifference> pixels,
            Optional<Path> directory) {
        /** Whether every stored value is the same. */
        public boolean isEqual() {
            return pixels.filter(found -> found.different() == 0).isPresent();
        }
    }

    /**
     * @throws org.skiagraph.domain.Rejected if the file is none of ours, or something that went in is missing
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public Outcome reproduce(Question question, ProgressListener listener) {
        MarkedFile file = markedFiles.read(question.file());
        WrittenImage stored = WrittenImage.read(question.file());
        GenerationRecord record = file.record();
        ModelBundle bundle =
                parts.bundles().load(question.model().orElse(record.bundle().name()));
        if (!bundle.digest().equals(record.bundle().digest())) {
            return new Outcome(file, List.of(ofBundle(record, bundle)), Optional.empty(), Optional.empty());
        }
        StudyRequest request = request(question, new RecordedRequest(record, bundle), file, stored);
        RequestValidator.check(request);
        CheckedRequest checked = CheckedRequest.of(request, bundle, parts);
        try (OpenModel model = OpenModel.open(parts, bundle, request)) {
            return compare(new Task(question, file, stored, checked, model), listener);
        }
    }

    private static RecordDifference ofBundle(GenerationRecord record, ModelBundle bundle) {
        return new RecordDifference("bundle.digest", record.bundle().digest(), bundle.digest());
    }

    private StudyRequest request(Question question, RecordedRequest recorded, MarkedFile file, WrittenImage stored) {
        return new StudyRequest(
                recorded.prompt(),
                recorded.bundle().directory().toString(),
                Optional.of(recorded.record().template().name()),
                recorded.sampling(),
                recorded.picture(),
                recorded.inputs(question.given()),
                new StudyRequest.Labels(Optional.empty(), Optional.empty(), Optional.empty()),
                new StudyRequest.Storage(
                        new PixelSettings(
                                stored.pixels().bitsStored(), syntax(file.transferSyntaxUid()), stored.burnedIn()),
                        PREVIEW_BITS),
                question.runtime().orElseGet(() -> RecordedRequest.runtime(recorded.record())),
                question.out().orElse(Path.of("")));
    }

    /** As the file is encoded, where we write that. */
    private static TransferSyntax syntax(String uid) {
        for (TransferSyntax syntax : TransferSyntax.values()) {
            if (syntax.uid().equals(uid)) {
                return syntax;
            }
        }
        return TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    }

    /** Everything at hand. */
    private record Task(
            Question question, MarkedFile file, WrittenImage stored, CheckedRequest checked, OpenModel model) {
        GenerationRecord record() {
            return file.record();
        }
    }

    private Outcome compare(Task task, ProgressListener listener) {
        GenerationRecord record = task.record();
        Records records = new Records(
                parts.product(),
                task.model().bundle(),
                task.checked(),
                Records.inputs(task.checked(), task.model().adapters()),
                record.request().seed(),
                task.model().graphs().description());
        Shared shared = RecordedRequest.shared(record);
        GenerationRequest generation = task.checked().generation(task.model().bundle(), records.seed());
        GenerationRecord here = records.of(task.model().generator().check(generation), shared);
        List<RecordDifference> differences = RecordDifference.between(record, here);
        if (differences.stream().anyMatch(RecordDifference::isInput)) {
            return new Outcome(task.file(), differences, Optional.empty(), Optional.empty());
        }
        GeneratedImages made = task.model().generator().generateShared(generation, shared, listener);
        Layout layout = Layout.of(
                task.model().bundle(), made.settings(), 1, task.checked().fieldMm());
        Optional<PixelDifference> pixels = pixels(task, layout, made, differences);
        Optional<Path> directory = task.question()
                .out()
                .map(out -> ReproducedStudy.write(parts, records, here, layout.images(made), made));
        return new Outcome(task.file(), List.copyOf(differences), pixels, directory);
    }

    private static Optional<PixelDifference> pixels(
            Task task, Layout layout, GeneratedImages made, List<RecordDifference> differences) {
        int slice = layout.volume().isPresent() ? task.stored().instanceNumber() - 1 : 0;
        var images = layout.images(made);
        if (slice < 0 || slice >= images.size()) {
            differences.add(new RecordDifference("slices", "at least " + (slice + 1), String.valueOf(images.size())));
            return Optional.empty();
        }
        var again = task.stored().storedLike(images.get(slice));
        var before = task.stored().pixels();
        if (again.width() != before.width() || again.height() != before.height()) {
            differences.add(new RecordDifference(
                    "size", before.width() + " x " + before.height(), again.width() + " x " + again.height()));
            return Optional.empty();
        }
        return Optional.of(PixelDifference.between(before, again));
    }
}
