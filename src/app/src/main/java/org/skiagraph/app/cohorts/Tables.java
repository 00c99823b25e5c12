package org.skiagraph.app.cohorts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** One row for each image, as CSV for people and as JSON lines for programs. */
final class Tables {
    private static final CsvMapper CSV = new CsvMapper();
    private static final String NUMBER = "-?\\d+(\\.\\d+)?";

    private Tables() {}

    static String jsonLines(List<ObjectNode> images) {
        StringBuilder lines = new StringBuilder();
        images.forEach(image -> lines.append(Trees.line(image)).append('\n'));
        return lines.toString();
    }

    /** RFC 4180; the columns are the first image's, since all have the same. */
    static String csv(List<ObjectNode> images) {
        List<String> columns = new ArrayList<>();
        images.get(0).fieldNames().forEachRemaining(columns::add);
        StringWriter text = new StringWriter();
        try (SequenceWriter rows = CSV.writer(CsvSchema.emptySchema()).writeValues(text)) {
            rows.write(columns.stream().map(Tables::plain).toArray(String[]::new));
            for (ObjectNode image : images) {
                rows.write(columns.stream()
                        .map(column -> plain(cell(image.path(column))))
                        .toArray(String[]::new));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Several masks are separated by a vertical bar. */
    private static String cell(JsonNode value) {
        if (!value.isArray()) {
            return value.isNull() ? "" : value.asText();
        }
        List<String> texts = new ArrayList<>();
        value.forEach(one -> texts.add(one.asText()));
        return String.join("|", texts);
    }

    /** A spreadsheet runs what begins like a formula; an apostrophe makes it text (OWASP, CSV injection). */
    static String plain(String cell) {
        boolean formula = !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0 && !cell.matches(NUMBER);
        return formula ? "'" + cell : cell;
    }
}
