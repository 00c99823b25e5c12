package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worklist of DCMTK is listed and answered, or left alone. */
class WorklistIT {
    /** Every value is one that would be found again. */
    private static final String ENTRY = """
            (0008,0005) CS [ISO_IR 192]
            (0008,0050) SH [CANARYACC]
            (0008,0090) PN [Canary^Doctor]
            (0010,0010) PN [Canary^Jane]
            (0010,0020) LO [CANARYPID]
            (0010,0021) LO [CANARYRIS]
            (0010,0030) DA [18991231]
            (0010,0040) CS [F]
            (0020,000d) UI [1.2.826.0.1.77777.1]
            (0032,1060) LO [Canary procedure]
            (0032,1064) SQ
            (fffe,e000) -
            (0008,0100) SH [CANARYCODE]
            (0008,0102) SH [CANARYSCHEME]
            (0008,0104) LO [Canary meaning]
            (fffe,e00d) -
            (fffe,e0dd) -
            (0040,0100) SQ
            (fffe,e000) -
            (0008,0060) CS [DX]
            (0040,0001) AE [CANARYROOM]
            (0040,0002) DA [18991230]
            (0040,0003) TM [235958]
            (0040,0007) LO [Canary step]
            (0040,0009) SH [CANARYSTEP]
            (fffe,e00d) -
            (fffe,e0dd) -
            (0040,1001) SH [CANARYRP]
            """;

    private static final List<String> CANARIES = List.of("CANARY", "Canary", "77777", "1899", "235958");

    @TempDir
    Path temporary;

    private Path directory;
    private Skiagraph skiagraph;
    private WorklistScp worklist;
    private StoreScp pacs;

    @BeforeEach
    void startThePeers() throws IOException, InterruptedException {
        directory = Files.createDirectory(temporary.resolve("work"));
        skiagraph = new Skiagraph(directory);
        worklist = WorklistScp.start(temporary.resolve("ris"), ENTRY);
        pacs = StoreScp.start(temporary.resolve("received"));
        Files.writeString(directory.resolve("skiagraph.yaml"), """
                skiagraph:
                  outbox-reserve: 1M
                  destinations:
                    pacs: { peer: "%s", accepts-synthetic: true }
                  worklists:
                    clinical: { peer: "%2$s" }
                    ris:
                      peer: "%2$s"
                      synthetic: true
                      prompts: { CANARYCODE: "PA chest radiograph" }
                """.formatted(pacs.destination(), worklist.address()));
    }

    @AfterEach
    void stopThem() {
        worklist.close();
        pacs.close();
    }

    @Test
    void nothingOfAWorklistThatIsNotSyntheticIsAskedForOrKept() throws IOException, InterruptedException {
        // The option is ours, so that its value stands nowhere else.
        Skiagraph.Result refused = skiagraph.run(
                "worklist", "answer", "clinical", "a chest", "--modality", "DX", "--step", "1", "--to", "pacs");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("skiagraph.worklists.clinical.synthetic", "'synthetic: true'");
        assertThat(worklist.associations()).isZero();
        assertThat(refused.out() + refused.err()).doesNotContain(CANARIES);
        assertThat(written(directory)).isEqualTo(Files.readString(directory.resolve("skiagraph.yaml")));
        assertThat(written(temporary.resolve("work.state"))).doesNotContain(CANARIES);
        assertThat(pacs.received()).isEmpty();
    }

    @Test
    void anEntryIsListedAnsweredThroughTheOutboxAndOnceMoreOnlyWhenAsked() throws IOException, InterruptedException {
        Skiagraph.Result list = skiagraph.run("worklist", "list", "ris", "--date", "18991230", "--json");
        assertThat(list.json().at("/entries/0/accessionNumber").asText())
                .as(list.err())
                .isEqualTo("CANARYACC");

        Skiagraph.Result answer = answer("--to", "pacs", "--json");

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.err()).doesNotContain(CANARIES);
        assertThat(pacs.received()).hasSize(1);
        Path received = pacs.received().get(0);
        assertThat(output("dciodvfy", received.toString())
                        .lines()
                        .filter(line -> line.startsWith("Error") && !line.contains("(0x0008,0x001c)")))
                .isEmpty();
        assertThat(output("dcmdump", "+L", received.toString()))
                .contains("[SYNTHETIC Canary^Jane]", "[SYNTHETIC-CANARYPID]", "[SKIAGRAPH SYNTHETIC]")
                .contains("(0020,000d) UI [1.2.826.0.1.77777.1]", "(0008,0050) SH [CANARYACC]")
                .containsSubsequence("(0040,0275)", "[Canary step]", "[CANARYSTEP]", "[CANARYRP]");
        assertThat(Studies.record(received).request().prompt()).isEqualTo("PA chest radiograph");

        Skiagraph.Result twice = answer("--to", "pacs");
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.err()).contains("--again").doesNotContain(CANARIES);

        Skiagraph.Result again = answer("--again", "--json");
        Path second = Path.of(again.json().at("/instances/0/file").asText());
        assertThat(again.json().at("/instances/0/studyInstanceUid").asText()).isEqualTo("1.2.826.0.1.77777.1");
        Skiagraph.Result reproduced = skiagraph.run("reproduce", second.toString(), "--quiet");
        assertThat(reproduced.exitCode()).as(reproduced.err()).isZero();
        assertThat(reproduced.out()).contains("equal, bit for bit");
    }

    private Skiagraph.Result answer(String... more) throws IOException, InterruptedException {
        return skiagraph.run(Stream.concat(
                        Stream.of(
                                "worklist",
                                "answer",
                                "ris",
                                "--accession",
                                "CANARYACC",
                                "--steps",
                                "1",
                                "--seed",
                                "7",
                                "--quiet"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /** All that lies below a directory. */
    private static String written(Path root) throws IOException {
        StringBuilder all = new StringBuilder();
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return all.toString();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
