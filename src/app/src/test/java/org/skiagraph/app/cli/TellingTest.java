package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.documents.JsonValues;
import org.skiagraph.app.failures.TraceLog;
import org.skiagraph.app.studies.Delivery.Report;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.domain.Fatal;
import org.skiagraph.domain.Progress;

class TellingTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void aTerminalSeesABarWithTheTimeLeft() {
        printer(false, true).on(new Progress("denoising", 5, 20, Duration.ofSeconds(10)));

        assertThat(text())
                .startsWith("\rdenoising")
                .contains("#####")
                .contains("5/20, 30.0 s left")
                .doesNotContain("\n");
    }

    @Test
    void anUnfinishedBarIsEndedSoThatAMessageHasALineOfItsOwn() {
        try (ProgressPrinter printer = printer(false, true)) {
            printer.on(new Progress("denoising", 5, 20, Duration.ofSeconds(10)));
        }
        assertThat(text()).endsWith(System.lineSeparator());
    }

    @Test
    void aPipeSeesTheFirstAndTheLastLineOfAStage() {
        ProgressPrinter printer = printer(false, false);
        for (int done = 0; done <= 20; done++) {
            printer.on(new Progress("denoising", done, 20, Duration.ofSeconds(done)));
        }
        assertThat(text().lines()).containsExactly("denoising: 0/20", "denoising: 20/20 in 20.0 s");
    }

    @Test
    void quietIsSilent() {
        printer(true, true).on(new Progress("denoising", 5, 20, Duration.ofSeconds(10)));

        assertThat(text()).isEmpty();
    }

    @Test
    void aTraceKeepsFramesAndOurOwnWordsButNoOneElsesMessage() throws IOException {
        Exception cause = new IllegalStateException("the prompt was: secret words");
        Path file = TraceLog.write(directory, new Fatal("decoder", "it broke", "Report it", cause))
                .orElseThrow();

        assertThat(Files.readString(file))
                .contains(
                        "decoder: it broke",
                        "java.lang.IllegalStateException",
                        "    at " + getClass().getName())
                .doesNotContain("secret");
    }

    @Test
    void anythingThatMayWorkLaterMakesTheRunRetryable() {
        assertThat(DeliveryReport.exitCode(List.of())).isEqualTo(ExitCode.DONE);
        assertThat(DeliveryReport.exitCode(reports(Outcome.Kind.STORED, Outcome.Kind.WARNING)))
                .isEqualTo(ExitCode.DONE);
        assertThat(DeliveryReport.exitCode(reports(Outcome.Kind.STORED, Outcome.Kind.FAILED)))
                .isEqualTo(ExitCode.REJECTED);
        assertThat(DeliveryReport.exitCode(reports(Outcome.Kind.FAILED, Outcome.Kind.RETRYABLE)))
                .isEqualTo(ExitCode.UNAVAILABLE);
    }

    @Test
    void configurationValuesAreReadAsJsonWhereTheyAreJson() {
        assertThat(JsonValues.scalar("true")).isEqualTo(true);
        assertThat(JsonValues.scalar("0.5")).isEqualTo(0.5);
        assertThat(JsonValues.scalar("3")).isEqualTo(3);
        assertThat(JsonValues.scalar("[1, 2]")).isEqualTo(List.of(1, 2));
        assertThat(JsonValues.scalar("scaled_linear")).isEqualTo("scaled_linear");
    }

    @Test
    void shellWordsAreQuotedOnlyWhereTheyMust() {
        assertThat(ShellWords.quote("studies/a-1")).isEqualTo("studies/a-1");
        assertThat(ShellWords.quote("it's here")).isEqualTo("'it'\\''s here'");
    }

    private static List<Report> reports(Outcome.Kind... kinds) {
        return java.util.Arrays.stream(kinds)
                .map(kind -> new Report(
                        new Peer("A", "localhost", 104, "B"),
                        List.of(new Outcome(Path.of("x.dcm"), "1.2", kind, 0, ""))))
                .toList();
    }

    private ProgressPrinter printer(boolean quiet, boolean drawOver) {
        return new ProgressPrinter(new PrintStream(written, true, StandardCharsets.UTF_8), quiet, drawOver);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
