package org.skiagraph.app.cohorts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.skiagraph.app.files.Digests;
import org.skiagraph.app.studies.Inputs.Edit;
import org.skiagraph.app.studies.SeriesProgress;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Makes cohorts, and goes on with those that were begun. */
public final class CohortService {
    private final CohortParts parts;

    public CohortService(CohortParts parts) {
        this.parts = parts;
    }

    /**
     * Checks every row, then makes one study after another. Whatever ends it early leaves whole studies; the same request with
     * the run's id goes on behind them.
     *
     * @throws org.skiagraph.domain.Rejected if a row is wrong, by number and column, before the first is drawn; or if the
     *     directory holds another run
     * @throws org.skiagraph.domain.Retryable if another process writes there, naming it; or if the disk is full
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public CohortResult run(CohortRequest request, ProgressListener listener) {
        requireSane(request);
        try (CohortFolder folder = CohortFolder.open(request.out());
                Sessions sessions = new Sessions(parts.studies())) {
            Optional<RunFile> begun = RunFile.read(folder.root());
            Begin begin = Begin.of(request, begun);
            begun.ifPresent(earlier -> earlier.requireRun(begin.id(), folder.root()));
            List<PlannedRow> rows = plan(request, begin, folder);
            RunFile run = begin.run(models(rows), options(request, rows));
            begun.ifPresent(earlier -> earlier.requireSame(run));
            NumericColumns numeric =
                    NumericColumns.of(rows.stream().map(PlannedRow::row).toList());
            RowMaker maker = new RowMaker(parts, folder, run, numeric);
            List<PlannedRow> pending =
                    rows.stream().filter(row -> !maker.isFinished(row)).toList();
            sessions.byModel(pending).forEach(row -> row.named(() -> sessions.check(row)));
            if (begun.isEmpty()) {
                run.write(folder.root());
            }
            List<String> warnings = make(maker, sessions.byModel(pending), sessions, listener);
            List<FinishedRow> finished = rows.stream().map(maker::finished).toList();
            new Outcome(request.definition(), folder, run).write(rows, finished);
            return result(maker, finished, rows.size() - pending.size(), warnings);
        }
    }

    private static void requireSane(CohortRequest request) {
        if (!(request.testShare() >= 0 && request.testShare() <= 1)) {
            throw new Rejected("test-share", request.testShare() + " is outside 0 to 1", "Give a share such as 0.2");
        }
        if (!request.run().id().matches("[A-Za-z0-9._-]{1,64}")) {
            throw new Rejected("run-id", "it is no name for a run", "Use 1 to 64 letters, digits, dots, _ and -");
        }
    }

    /** Who a run is, before anything is known of its models. */
    private record Begin(String id, LocalDateTime clock, long seed, String cohort) {
        static Begin of(CohortRequest request, Optional<RunFile> begun) {
            String id = request.run().id();
            LocalDateTime clock = request.run()
                    .clock()
                    .or(() -> begun.map(RunFile::clock))
                    .orElseGet(() -> LocalDateTime.now(ZoneId.systemDefault()))
                    .truncatedTo(ChronoUnit.SECONDS);
            long seed = request.common()
                    .sampling()
                    .seed()
                    .or(request.definition()::seed)
                    .orElseGet(() -> CohortSeed.of(id));
            return new Begin(id, clock, seed, request.definition().digest());
        }

        RunFile run(Map<String, String> models, String options) {
            return new RunFile(id, clock, seed, cohort, options, models);
        }
    }

    private List<PlannedRow> plan(CohortRequest request, Begin begin, CohortFolder folder) {
        List<Row> rows = request.definition().rows().of(begin.seed());
        List<String> splits = Split.of(rows, request.testShare(), new SeededOrder(begin.seed()));
        RowRequests requests = new RowRequests(
                request.common().into(folder.working()),
                request.definition().base(),
                begin.seed(),
                model -> parts.studies().bundles().load(model).form());
        List<PlannedRow> planned = new ArrayList<>();
        for (Row row : rows) {
            planned.add(PlannedRow.of(
                    row,
                    requests,
                    splits.get(row.number() - 1),
                    new Submission("cohort/" + begin.id() + "/" + row.number(), begin.clock())));
        }
        return planned;
    }

    private Map<String, String> models(List<PlannedRow> rows) {
        Map<String, String> models = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        rows.stream()
                .filter(row -> seen.add(row.request().model()))
                .forEach(row -> row.named(() -> {
                    ModelBundle bundle =
                            parts.studies().bundles().load(row.request().model());
                    models.put(bundle.name(), bundle.digest());
                }));
        return models;
    }

    /** What else decides over the files, in whatever words. */
    private String options(CohortRequest request, List<PlannedRow> rows) {
        var common = request.common();
        return Digests.hex(String.join(
                "\n",
                parts.studies().product().toString(),
                common.prompt().toString(),
                common.model(),
                common.template().toString(),
                common.sampling().toString(),
                common.picture().toString(),
                common.labels().toString(),
                common.storage().toString(),
                common.runtime().provider().toString(),
                common.inputs().sources().toString(),
                parts.studies().identities().uidFor("cohort"),
                inputs(rows),
                Double.toString(request.testShare())));
    }

    /** Digests of the pictures and templates that rows name. */
    private String inputs(List<PlannedRow> rows) {
        Map<Path, String> known = new HashMap<>();
        List<String> digests = new ArrayList<>();
        for (PlannedRow row : rows) {
            Edit edit = row.request().inputs().edit();
            for (Optional<Path> file : List.of(edit.image(), edit.mask())) {
                digests.add(file.map(path -> known.computeIfAbsent(path, CohortService::digest))
                        .orElse("-"));
            }
            row.request()
                    .template()
                    .ifPresent(name -> row.named(() ->
                            digests.add(parts.studies().templates().find(name).digest())));
        }
        return Digests.hex(String.join("\n", digests));
    }

    /** What cannot be read is told when its row is checked. */
    private static String digest(Path file) {
        try {
            return Digests.hex(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> make(
            RowMaker maker, List<PlannedRow> rows, Sessions sessions, ProgressListener listener) {
        SeriesProgress progress = new SeriesProgress(listener, Math.max(1, rows.size()));
        Set<String> warnings = new LinkedHashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            listener.stopIfCancelled();
            progress.begin(i);
            PlannedRow row = rows.get(i);
            row.named(() -> warnings.addAll(maker.make(row, sessions.prepare(row), progress)));
        }
        return List.copyOf(warnings);
    }

    private static CohortResult result(RowMaker maker, List<FinishedRow> finished, int resumed, List<String> warnings) {
        RunFile run = maker.run();
        return new CohortResult(
                maker.folder().root(),
                new CohortResult.Run(run.runId(), run.clock().toString(), run.seed()),
                finished.size(),
                resumed,
                finished.stream().mapToInt(row -> row.images().size()).sum(),
                finished.stream().mapToInt(FinishedRow::segmentations).sum(),
                warnings);
    }
}
