package org.skiagraph.app.cohorts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.app.files.Digests;
import org.skiagraph.domain.Rejected;

/** A cohort by rows, in CSV (RFC 4180, UTF-8): the first line names the columns. */
final class ListedCohort {
    private static final CsvMapper CSV = new CsvMapper();

    private ListedCohort() {}

    static CohortDefinition read(Path file, String text) {
        List<String[]> records = records(file, text);
        if (records.isEmpty()) {
            throw new Rejected(file.toString(), "it is empty", "Write a line of columns, and one for each study");
        }
        List<String> columns = Stream.of(records.get(0)).map(String::strip).toList();
        return of(CohortFiles.base(file), Digests.hex(text), columns, rows(columns, records));
    }

    static CohortDefinition of(Path base, String digest, List<String> columns, List<Row> rows) {
        Columns.check(columns);
        if (rows.isEmpty() || rows.size() > CohortDefinition.MOST_ROWS) {
            throw new Rejected("cohort", "it has " + rows.size() + " rows", "Write 1 to " + CohortDefinition.MOST_ROWS);
        }
        Map<String, Map<String, Double>> asked = new LinkedHashMap<>();
        for (String column : columns) {
            Map<String, Double> counts = new LinkedHashMap<>();
            rows.forEach(row -> counts.merge(row.values().get(column), 1.0, Double::sum));
            asked.put(column, counts);
        }
        return new CohortDefinition(base, digest, Optional.empty(), columns, seed -> rows, asked);
    }

    private static List<String[]> records(Path file, String text) {
        List<String[]> records = new ArrayList<>();
        try (MappingIterator<String[]> lines = CSV.readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readValues(text)) {
            while (lines.hasNextValue()) {
                records.add(lines.nextValue());
                if (records.size() > CohortDefinition.MOST_ROWS + 1) {
                    break;
                }
            }
            return records;
        } catch (JsonProcessingException e) {
            throw new Rejected(
                    "row " + Math.max(1, records.size()),
                    file + " is no CSV there: a quote is not closed, or stands inside a value",
                    "Put values with commas or quotes into quotes, and double the quotes in them",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> rows(List<String> columns, List<String[]> records) {
        List<Row> rows = new ArrayList<>();
        for (int r = 1; r < records.size(); r++) {
            String[] cells = records.get(r);
            if (cells.length != columns.size()) {
                throw new Rejected(
                        "row " + r,
                        "it has " + cells.length + " values for " + columns.size() + " columns",
                        "Give each column a value, an empty one for none");
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (int c = 0; c < cells.length; c++) {
                values.put(columns.get(c), cells[c].strip());
            }
            rows.add(new Row(r, values));
        }
        return rows;
    }
}
