package org.skiagraph.app.cohorts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.domain.Rejected;

/** What people write down as a cohort. */
class CohortFilesTest {
    @TempDir
    Path directory;

    private CohortDefinition read(String name, String text) throws IOException {
        return CohortFiles.read(Files.writeString(directory.resolve(name), text));
    }

    private static Map<String, Long> counts(List<Row> rows, String column) {
        return rows.stream()
                .map(row -> row.values().get(column))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void weightsAreExactQuotasInWhateverOrderTheSeedGives() throws IOException {
        CohortDefinition cohort = read("c.yaml", """
                count: 60
                seed: 7
                fields:
                  finding: {effusion: 3, nodule: 1}
                  side: [left, right]
                  age: {from: 20, to: 79}
                  dose: {from: 0.5, to: 1.5, step: 0.5}
                  prompt: "{finding} on the {side}"
                """);

        List<Row> rows = cohort.rows().of(7);

        assertThat(cohort.seed()).contains(7L);
        assertThat(cohort.columns()).containsExactly("finding", "side", "age", "dose", "prompt");
        assertThat(counts(rows, "finding")).isEqualTo(Map.of("effusion", 45L, "nodule", 15L));
        assertThat(counts(rows, "side")).isEqualTo(Map.of("left", 30L, "right", 30L));
        assertThat(counts(rows, "age")).hasSize(60).containsKeys("20", "79");
        assertThat(counts(rows, "dose")).isEqualTo(Map.of("0.5", 20L, "1", 20L, "1.5", 20L));
        assertThat(cohort.asked().get("finding")).isEqualTo(Map.of("effusion", 45.0, "nodule", 15.0));
        assertThat(cohort.rows().of(7)).isEqualTo(rows);
        assertThat(cohort.rows().of(8)).isNotEqualTo(rows);
    }

    @Test
    void aFieldThatIsAddedChangesNothingForTheOthers() throws IOException {
        String fields = "count: 20\nfields:\n  side: [left, right]\n";

        List<Row> before = read("a.yaml", fields).rows().of(7);
        List<Row> after =
                read("b.yaml", fields + "  size: [small, large]\n").rows().of(7);

        assertThat(after)
                .extracting(row -> row.values().get("side"))
                .isEqualTo(before.stream().map(row -> row.values().get("side")).toList());
    }

    @Test
    void rowsAreReadWithQuotesAndAByteOrderMark() throws IOException {
        CohortDefinition cohort =
                read("c.csv", "\uFEFFprompt,finding\r\n\"a \"\"large\"\", left effusion\",effusion\r\n größer ,\r\n");

        assertThat(cohort.rows().of(0))
                .containsExactly(
                        new Row(1, Map.of("prompt", "a \"large\", left effusion", "finding", "effusion")),
                        new Row(2, Map.of("prompt", "größer", "finding", "")));
        assertThat(cohort.asked().get("finding")).isEqualTo(Map.of("effusion", 1.0, "", 1.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "count: 0\\nfields: {a: 1} | count",
                "count: 3 | fields",
                "count: 3\\nfield: {a: 1} | 'field' is none of",
                "count: 3\\nfields: {a: {b: -1}} | field a",
                "count: 3\\nfields: {a: {b: x}} | field a",
                "count: 3\\nfields: {a: {b: 0}} | field a",
                "count: 3\\nfields: {a: {from: 3, to: 1}} | field a",
                "count: 3\\nfields: {a: {from: 3, to: 9, stop: 1}} | 'stop'",
                "count: 3\\nfields: {a: {from: 0, to: 9007199254740992}} | larger step",
                "count: 3\\nfields: {a: [[1]]} | field a",
                "count: 3\\nfields: {sha256: 1} | column sha256",
                "count: 3\\nfields: {a: 1, a: 2} | YAML",
                "count: 3\\nseed: -1\\nfields: {a: 1} | seed",
                "[1] | no keys"
            })
    void aWrongYamlIsToldByItsField(String text, String told) {
        assertThatThrownBy(() -> read("c.yaml", text.replace("\\n", "\n")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,b\\n1,2\\n3 | row 2",
                "a,b\\n1,2,3 | row 1",
                "a,a\\n1,2 | column a",
                "a,\\n1,2 | column",
                "a | 0 rows",
                "a\\n\"b | row 1"
            })
    void aWrongTableIsToldByRowAndColumn(String text, String told) {
        assertThatThrownBy(() -> read("c.csv", text.replace("\\n", "\n")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(told);
    }

    @Test
    void whatASpreadsheetWouldRunIsMadeText() {
        assertThat(Tables.plain("=HYPERLINK(\"http://x\")")).isEqualTo("'=HYPERLINK(\"http://x\")");
        assertThat(List.of("+1+1", "-cmd", "@sum", "\tx"))
                .allSatisfy(cell -> assertThat(Tables.plain(cell)).startsWith("'"));
        assertThat(Tables.plain("-5")).isEqualTo("-5");
        assertThat(Tables.plain("left")).isEqualTo("left");
    }

    @Test
    void nothingThatIsWrittenIntoThePageIsRead() {
        String page = new Html()
                .text("p", "<script>alert('x') & \"y\"</script>", "title", "\"><b>")
                .page();

        assertThat(page)
                .isEqualTo("<!DOCTYPE html>\n<p title=\"&quot;&gt;&lt;b&gt;\">&lt;script&gt;alert(&#39;x&#39;) &amp;"
                        + " &quot;y&quot;&lt;/script&gt;</p>\n");
    }

    @Test
    void manyNumbersAreShownInStretches() throws IOException {
        CohortDefinition cohort = read("c.yaml", "count: 120\nfields:\n  age: {from: 20, to: 79}\n");
        List<String> made =
                cohort.rows().of(1).stream().map(row -> row.values().get("age")).toList();

        Distribution ages = Distribution.of("age", cohort.asked().get("age"), made);

        assertThat(ages.bars()).hasSize(10).allSatisfy(bar -> assertThat(bar.asked())
                .isEqualTo(bar.made()));
        assertThat(ages.bars().get(0).label()).isEqualTo("20 to 25");
    }
}
