package org.skiagraph.app.cohorts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what a finished cohort is told by: tables, and a page for people. */
record Outcome(CohortDefinition definition, CohortFolder folder, RunFile run) {
    private static final String SPLIT = "split";

    void write(List<PlannedRow> rows, List<FinishedRow> finished) {
        List<ObjectNode> images =
                finished.stream().flatMap(row -> row.images().stream()).toList();
        String lines = Tables.jsonLines(images);
        WholeFile.write(folder.file("cohort.jsonl"), lines);
        // The name that datasets' imagefolder looks for.
        WholeFile.write(folder.file("metadata.jsonl"), lines);
        WholeFile.write(folder.file("cohort.csv"), Tables.csv(images));
        SummaryPage page = new SummaryPage(run, rows.size(), distributions(rows), images);
        WholeFile.write(folder.file("index.html"), page.html());
    }

    private List<Distribution> distributions(List<PlannedRow> rows) {
        List<Distribution> distributions = new ArrayList<>();
        for (String column : definition.columns()) {
            Map<String, Double> asked = definition.asked().get(column);
            if (Columns.isLabel(column) || (isChoice(column) && asked.size() > 1)) {
                distributions.add(Distribution.of(
                        column,
                        asked,
                        rows.stream().map(row -> row.row().values().get(column)).toList()));
            }
        }
        distributions.add(split(rows));
        return distributions;
    }

    private static boolean isChoice(String column) {
        return column.equals("model") || column.equals("template");
    }

    private static Distribution split(List<PlannedRow> rows) {
        List<String> splits = rows.stream().map(PlannedRow::split).toList();
        Map<String, Double> made = splits.stream()
                .sorted()
                .collect(Collectors.toMap(split -> split, split -> 1.0, Double::sum, java.util.TreeMap::new));
        return Distribution.of(SPLIT, made, splits);
    }
}
