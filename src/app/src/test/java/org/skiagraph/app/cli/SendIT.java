package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendIT {
    @TempDir
    Path temporary;

    private Path directory;
    private Skiagraph skiagraph;
    private StoreScp peer;

    @BeforeEach
    void startAPeer() throws IOException, InterruptedException {
        directory = Files.createDirectory(temporary.resolve("work"));
        skiagraph = new Skiagraph(directory);
        peer = StoreScp.start(temporary.resolve("received"));
    }

    @AfterEach
    void stopThePeer() {
        peer.close();
    }

    @Test
    void generateSendsToEveryDestination() throws IOException, InterruptedException {
        try (StoreScp second = StoreScp.start(temporary.resolve("second"))) {
            JsonNode result = generate("--count", "2", "--send", peer.destination(), "--send", second.destination());

            assertThat(result.get("deliveries").findValuesAsText("outcome"))
                    .hasSize(4)
                    .containsOnly("stored");
            assertThat(peer.received()).hasSize(2);
            assertThat(second.received()).hasSize(2);
        }
    }

    @Test
    void sendFindsTheFilesOfAStudyAndTellsEachOutcome() throws IOException, InterruptedException {
        generate("--count", "2");

        Skiagraph.Result result = skiagraph.run("send", "studies", "--to", peer.destination());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines().filter(line -> line.startsWith("  stored")))
                .hasSize(2);
        assertThat(peer.received()).hasSize(2);
        assertThat(skiagraph.run("echo", peer.destination()).out()).contains("answered in");
    }

    @Test
    void aFileThatIsNotOursIsRefusedBeforeAnythingIsSent() throws IOException, InterruptedException {
        generate();
        Path foreign = Files.writeString(directory.resolve("foreign.dcm"), "not DICOM at all");

        Skiagraph.Result result = skiagraph.run("send", "studies", foreign.toString(), "--to", peer.destination());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("foreign.dcm").doesNotContain("Exception");
        assertThat(peer.received()).isEmpty();
    }

    @Test
    void onePeerThatIsAwayDoesNotKeepTheOtherFromItsFiles() throws IOException, InterruptedException {
        generate();

        Skiagraph.Result result =
                skiagraph.run("send", "studies", "--json", "--to", "NOBODY@127.0.0.1:1", "--to", peer.destination());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.json().get("deliveries").findValuesAsText("outcome")).containsExactly("retryable", "stored");
        assertThat(peer.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"explicit", "deflate", "rle", "jpeg-ls", "jpeg2000"})
    void thePrintedStorescuLineSendsTheStudy(String transferSyntax) throws IOException, InterruptedException {
        JsonNode result = generate("--transfer-syntax", transferSyntax, "--out", "it's here");
        String line = result.at("/commands/storescu")
                .asText()
                .replace("-aec AET HOST PORT", "-aec STORESCP 127.0.0.1 " + peer.port());

        Process shell = new ProcessBuilder("sh", "-c", line).inheritIO().start();

        assertThat(shell.waitFor()).as(line).isZero();
        assertThat(peer.received()).hasSize(1);
    }

    private JsonNode generate(String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("generate", "a chest", "--steps", "1", "--json"));
        words.addAll(List.of(more));
        Skiagraph.Result result = skiagraph.run(words.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.json();
    }
}
