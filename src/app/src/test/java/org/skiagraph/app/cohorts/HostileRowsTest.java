package org.skiagraph.app.cohorts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.skiagraph.app.Surroundings;
import org.skiagraph.app.cohorts.CohortRequest.RunChoice;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Rows whose values lead elsewhere: refused, or harmless, and nothing is written outside. */
class HostileRowsTest {
    @RegisterExtension
    final Surroundings around = new Surroundings();

    @Test
    void whereANameOrNumberBelongsTheyAreRefused() throws IOException {
        for (String column : List.of("model", "template", "image", "mask", "box", "seed", "scheduler", "width")) {
            for (String value : List.of("../../../elsewhere/x", "a/\0", "../".repeat(21_846) + "x")) {
                CohortRequest request = request(List.of(column), List.of(value));

                assertThatThrownBy(() -> new Cohorts().service().run(request, ProgressListener.NONE))
                        .as(column)
                        .isInstanceOf(Rejected.class);
                assertThat(around.own().resolve("out")).doesNotExist();
            }
        }
    }

    @Test
    void aRunIsNotNamedAfterAPath() throws IOException {
        for (String id : around.hostile()) {
            CohortRequest usual = request(List.of("finding"), List.of("none"));
            CohortRequest hostile = new CohortRequest(
                    usual.definition(), usual.common(), usual.out(), new RunChoice(id, Optional.empty()), 0);
            if (!id.equals("..")) {
                assertThatThrownBy(() -> new Cohorts().service().run(hostile, ProgressListener.NONE))
                        .isInstanceOf(Rejected.class);
            }
        }
    }

    @Test
    void whereATextBelongsTheyAreTexts() throws IOException {
        List<String> columns = List.of("finding", "side", "note", "text", "sex", "age");
        List<String> cells = List.of("../../../elsewhere/x", "..", "a\nb", "../".repeat(21_846) + "x", "/etc/x", "\0");

        CohortResult made = new Cohorts().service().run(request(columns, cells), ProgressListener.NONE);

        assertThat(made).isNotNull();
        assertThat(around.own().resolve("out/cohort.csv")).exists();
        for (String file : Cohorts.everything(around.own().resolve("out")).keySet()) {
            assertThat(file).doesNotContain("elsewhere").hasSizeLessThan(80);
        }
    }

    private CohortRequest request(List<String> columns, List<String> cells) throws IOException {
        String line =
                String.join(",", cells.stream().map(cell -> "\"" + cell + "\"").toList());
        Path file = Files.writeString(
                around.own().resolve("cohort.csv"), String.join(",", columns) + ",prompt\n" + line + ",a chest\n");
        return Cohorts.request(file, around.own().resolve("out"));
    }
}
