package org.skiagraph.app.cohorts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.cohorts.CohortRequest.RunChoice;
import org.skiagraph.app.files.Digests;
import org.skiagraph.app.studies.Inputs.Box;
import org.skiagraph.app.studies.Inputs.Edit;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Whole cohorts of a tiny model. */
class CohortServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DRAWN = """
            count: 4
            fields:
              finding: [effusion, nodule]
              side: [left, right]
              sex: [F, M]
              age: {from: 30, to: 60, step: 10}
              prompt: "a chest with a {side} {finding}"
            """;

    @TempDir
    Path directory;

    private final Cohorts cohorts = new Cohorts();

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private CohortResult run(Path file, Path out, ProgressListener listener) {
        return cohorts.service().run(Cohorts.request(file, out), listener);
    }

    private static List<JsonNode> images(Path out) throws IOException {
        List<JsonNode> images = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("cohort.jsonl"))) {
            images.add(JSON.readTree(line));
        }
        return images;
    }

    /** Wishes to stop in the third study of a cohort. */
    private static ProgressListener stopping(Path out) {
        return new ProgressListener() {
            @Override
            public void on(Progress progress) {}

            @Override
            public boolean isCancelled() {
                return Files.exists(out.resolve("rows/000002.json"));
            }
        };
    }

    @Test
    void aRunIsTheSameAgainByteForByteAndSoIsOneThatWasStoppedAndWentOn() throws IOException {
        Path file = file("c.yaml", DRAWN);
        Path once = directory.resolve("once");
        Path stopped = directory.resolve("stopped");
        List<Progress> heard = new ArrayList<>();

        CohortResult whole = run(file, once, heard::add);
        assertThatThrownBy(() -> run(file, stopped, stopping(stopped))).isInstanceOf(CancellationException.class);
        assertThat(stopped.resolve("cohort.csv")).doesNotExist();
        assertThat(stopped.resolve(".working")).doesNotExist();
        CohortResult gone = run(file, stopped, ProgressListener.NONE);

        assertThat(whole.studies()).isEqualTo(4);
        assertThat(whole.resumed()).isZero();
        assertThat(gone.resumed()).isEqualTo(2);
        assertThat(Cohorts.everything(stopped)).isEqualTo(Cohorts.everything(once));
        assertThat(cohorts.opened).as("models opened by three runs").hasValue(3);
        assertThat(heard).extracting(Progress::total).containsOnly(12, 4);
        tellsTheTruth(once);
    }

    private static void tellsTheTruth(Path out) throws IOException {
        List<JsonNode> images = images(out);
        assertThat(images).hasSize(4);
        for (JsonNode image : images) {
            MarkedFile dicom =
                    new MarkingReader().read(out.resolve(image.get("dicom").asText()));
            assertThat(image.fieldNames().next()).isEqualTo("file_name");
            assertThat(out.resolve(image.get("file_name").asText())).isRegularFile();
            assertThat(dicom.sopInstanceUid()).isEqualTo(image.get("sop_uid").asText());
            assertThat(dicom.studyInstanceUid())
                    .isEqualTo(image.get("study_uid").asText());
            assertThat(dicom.record().request().seed())
                    .isEqualTo(image.get("seed").asLong());
            assertThat(dicom.record().request().prompt())
                    .isEqualTo(image.get("text").asText())
                    .isEqualTo("a chest with a " + image.get("side").asText() + " "
                            + image.get("finding").asText());
            assertThat(Digests.hex(dicom.file())).isEqualTo(image.get("sha256").asText());
            assertThat(image.get("age").isIntegralNumber()).isTrue();
        }
        assertThat(images).extracting(image -> image.get("split").asText()).containsOnlyOnce("test");
        assertThat(images).extracting(image -> image.get("sop_uid").asText()).doesNotHaveDuplicates();
        assertThat(out.resolve("metadata.jsonl")).hasSameTextualContentAs(out.resolve("cohort.jsonl"));
        assertThat(Files.readAllLines(out.resolve("cohort.csv"))).hasSize(5);
        assertThat(Files.readString(out.resolve("index.html")))
                .contains("<h3>finding</h3>", "__thumbnails/000001-IM0001.png")
                .doesNotContain("<script", "http");
        JsonNode labels =
                JSON.readTree(out.resolve("studies/000003/IM0001.json").toFile());
        assertThat(labels).isEqualTo(images.get(2));
    }

    @Test
    void whatWasDamagedIsMadeAgainAndNothingElse() throws IOException {
        Path file = file("c.csv", "prompt\na chest\na heart\n");
        Path out = directory.resolve("out");
        run(file, out, ProgressListener.NONE);
        Map<String, String> before = Cohorts.everything(out);
        Files.write(out.resolve("studies/000001/IM0001.dcm"), new byte[10]);

        CohortResult again = run(file, out, ProgressListener.NONE);

        assertThat(again.resumed()).isEqualTo(1);
        assertThat(Cohorts.everything(out)).isEqualTo(before);
    }

    @Test
    void anotherRunIsNotMixedInto() throws IOException {
        Path file = file("c.csv", "prompt\na chest\n");
        Path out = directory.resolve("out");
        run(file, out, ProgressListener.NONE);
        CohortRequest good = Cohorts.request(file, out);
        Path other = file("d.csv", "prompt\na heart\n");

        assertThatThrownBy(() -> run(other, out, ProgressListener.NONE))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("another cohort file");
        refused(good, new RunChoice("other-run", Optional.empty()), "--run-id test-run");
        refused(good, new RunChoice("test-run", Optional.of(LocalDateTime.MIN)), "clock");
        CohortRequest share = new CohortRequest(good.definition(), good.common(), good.out(), Cohorts.RUN, 0.5);
        assertThatThrownBy(() -> cohorts.service().run(share, ProgressListener.NONE))
                .hasMessageContaining("other options");
        Path strange = Files.createDirectories(directory.resolve("strange/things"));
        assertThatThrownBy(() -> run(file, strange.getParent(), ProgressListener.NONE))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("no cohort");
    }

    private void refused(CohortRequest good, RunChoice choice, String told) {
        CohortRequest request = new CohortRequest(good.definition(), good.common(), good.out(), choice, 0.25);
        assertThatThrownBy(() -> cohorts.service().run(request, ProgressListener.NONE))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(told);
    }

    @Test
    void whoWritesThereIsNamed() throws IOException {
        Path out = directory.resolve("out");
        Path file = file("c.csv", "prompt\na chest\n");

        try (CohortFolder busy = CohortFolder.open(out)) {
            assertThat(busy.root()).isDirectory();
            assertThatThrownBy(() -> run(file, out, ProgressListener.NONE))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void everyRowIsCheckedBeforeTheFirstIsDrawn() throws IOException {
        Path out = directory.resolve("out");
        Cohorts.picture(directory.resolve("source.png"), 64);

        rejected(out, "prompt,seed\na,1\nb,x\n", "row 2, column seed");
        rejected(out, "prompt,num-inference-steps\na,2\nb,100000\n", "row 2, column num-inference-steps");
        rejected(out, "prompt,image\na,\nb,nowhere.png\n", "row 2, column image");
        rejected(out, "prompt,image,box\na,source.png,\"60,0,16,16\"\n", "row 1, column box");
        rejected(out, "prompt,image,mask,box\na,,,\"0,0,16,16\"\n", "row 1, column box");
        rejected(out, "prompt\na {finding}\n", "row 1, column prompt");
        rejected(out, "prompt,template\na,sc\nb,cr-chest\nc,none\n", "row 3, column template");
        rejected(out, "prompt,model\na,nowhere\n", "row 1, column model");
        rejected(out, "side\nleft\n", "row 1, prompt");
        assertThat(out).doesNotExist();
    }

    private void rejected(Path out, String csv, String told) throws IOException {
        Path file = file("bad.csv", csv);
        assertThatThrownBy(() -> run(file, out, ProgressListener.NONE))
                .isInstanceOf(Rejected.class)
                .hasMessageStartingWith(told);
    }

    @Test
    void aPairDiffersInTheLesionAloneAndOnlyTheOneWithItIsSegmented() throws IOException {
        Path source = Cohorts.picture(directory.resolve("source.png"), 64);
        Edit edit =
                new Edit(Optional.of(source), Optional.empty(), Optional.empty(), Optional.of(new Box(16, 8, 24, 16)));
        CohortRequest request = new CohortRequest(
                new LesionPair(edit, "large left pleural effusion", "a chest with an effusion", "").definition(),
                Cohorts.common(Cohorts.TINY, Optional.of("")),
                directory.resolve("out"),
                Cohorts.RUN,
                0);

        CohortResult result = cohorts.service().run(request, ProgressListener.NONE);

        Path out = result.directory();
        JsonNode with = images(out).get(0);
        JsonNode without = images(out).get(1);
        assertThat(result.segmentations()).isEqualTo(1);
        MarkedFile image =
                new MarkingReader().read(out.resolve(with.get("dicom").asText()));
        MarkedFile segmentation =
                new MarkingReader().read(out.resolve(with.get("segmentation").asText()));
        assertThat(segmentation.studyInstanceUid()).isEqualTo(image.studyInstanceUid());
        assertThat(segmentation.sopInstanceUid())
                .isEqualTo(with.get("segmentation_uid").asText());
        assertThat(image.record().request().mode()).isEqualTo("inpainting");
        assertThat(out.resolve(with.get("masks").get(0).asText())).isRegularFile();
        assertThat(without.get("segmentation").asText()).isEmpty();
        assertThat(without.get("masks")).isEmpty();
        assertThat(without.get("seed")).isEqualTo(with.get("seed"));
        assertThat(with.get("finding").asText()).isEqualTo("large left pleural effusion");
        assertThat(without.get("finding").asText()).isEqualTo("none");
    }
}
