package org.skiagraph.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Retryable;

/** A disk that fills up in the middle of a study: a real one, of memory, mounted where only the writer sees it. */
class FullDiskTest {
    @TempDir
    Path directory;

    @Test
    void aDiskThatFillsUpLeavesNothingBehindAndMayWorkLater() throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Tool.Result result = Tool.run(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=200k tmpfs \"$1\" && shift && exec \"$@\"",
                "sh",
                directory.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dskiagraph.root=" + System.getProperty("skiagraph.root"),
                "-cp",
                classPath,
                Writer.class.getName(),
                directory.toString());

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("Retryable: the disk is full", "written before: true", "left: 0");
    }

    /** Writes ten images that do not all fit, and tells what came of it. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            boolean[] some = new boolean[1];
            ProgressListener listener = progress -> some[0] = true;
            StudyPlan plan = Plans.of("cr-chest", 10, PixelSettings.DEFAULT);
            try {
                new Part10StudyWriter(8)
                        .write(plan, Collections.nCopies(10, Plans.ramp(128, 128, 1)), directory, listener);
                System.out.println("nothing happened");
            } catch (Retryable e) {
                System.out.println("Retryable: " + e.what());
            }
            System.out.println("written before: " + some[0]);
            try (Stream<Path> left = Files.list(directory)) {
                System.out.println("left: " + left.count());
            }
        }
    }
}
