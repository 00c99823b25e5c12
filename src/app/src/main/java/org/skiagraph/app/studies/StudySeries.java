package org.skiagraph.app.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiagraph.app.studies.PromptLines.Line;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** One study for each of many prompts. The model is opened once, and every prompt checked before the first is drawn. */
public final class StudySeries {
    private final StudyParts parts;

    public StudySeries(StudyParts parts) {
        this.parts = parts;
    }

    /** Hears of each study as soon as it is on disk. */
    @FunctionalInterface
    public interface Finished {
        void study(Line line, StudyResult result);
    }

    /**
     * How far it came.
     *
     * @param seed of the series, drawn or given
     * @param failure what ended it early, with the line that it happened at; empty if nothing did
     */
    public record Outcome(long seed, Optional<Stop> failure) {}

    /** @param cause a failure, a cancellation, or something that no one foresaw */
    public record Stop(Line line, Throwable cause) {}

    /**
     * Whatever ends it early leaves whole studies, and nothing of the one that was begun.
     *
     * @param common everything but words and seeds; its seed, if there is one, is the series'
     * @throws Rejected if anything is wrong with any line, named by its number; nothing is generated then
     */
    public Outcome generate(StudyRequest common, List<Line> lines, ProgressListener listener, Finished finished) {
        long seed = StudyService.seed(common);
        List<StudyRequest> requests = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            requests.add(common.with(common.prompt().with(lines.get(i).prompt()), SeriesSeeds.of(seed, i)));
        }
        check(lines, requests, RequestValidator::check);
        ModelBundle bundle = parts.bundles().load(common.model());
        check(lines, requests, request -> RequestValidator.check(request, bundle));
        CheckedRequest first = CheckedRequest.of(requests.get(0), bundle, parts);
        try (OpenModel model = OpenModel.open(parts, bundle, common)) {
            check(lines, requests, request -> model.generator()
                    .check(first.with(request)
                            .generation(
                                    model.bundle(), request.sampling().seed().orElseThrow())));
            List<CheckedRequest> checked = requests.stream().map(first::with).toList();
            return new Outcome(seed, run(lines, checked, model, listener, finished));
        }
    }

    private Optional<Stop> run(
            List<Line> lines,
            List<CheckedRequest> requests,
            OpenModel model,
            ProgressListener listener,
            Finished finished) {
        StudyService service = new StudyService(parts);
        SeriesProgress progress = new SeriesProgress(listener, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            progress.begin(i);
            StudyResult result;
            try {
                result = service.generate(requests.get(i), Submission.now(), model, progress);
            } catch (RuntimeException | OutOfMemoryError e) {
                if (i == 0 && e instanceof Rejected rejected) {
                    // Wrong with all of them: a template that does not suit, a directory that cannot be written.
                    throw rejected;
                }
                return Optional.of(new Stop(lines.get(i), e));
            }
            finished.study(lines.get(i), result);
        }
        return Optional.empty();
    }

    private static void check(List<Line> lines, List<StudyRequest> requests, Consumer<StudyRequest> check) {
        for (int i = 0; i < lines.size(); i++) {
            try {
                check.accept(requests.get(i));
            } catch (Rejected e) {
                throw ofLine(lines.get(i), e);
            }
        }
    }

    /** A wrong prompt is told with its line; anything else is wrong with all of them. */
    private static Rejected ofLine(Line line, Rejected e) {
        return e.where().equals("prompt")
                ? new Rejected("prompts", "line " + line.number() + ": " + e.what(), e.remedy(), e)
                : e;
    }
}
