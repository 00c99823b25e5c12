package org.skiagraph.app.cli;

import java.io.PrintStream;
import java.util.List;

/** Rows of cells in columns as wide as their widest cell. */
final class TextTable {
    private TextTable() {}

    /** @param indent put before each row */
    static void print(List<List<String>> rows, String indent, PrintStream out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(width(rows, column) - length(cell) + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
