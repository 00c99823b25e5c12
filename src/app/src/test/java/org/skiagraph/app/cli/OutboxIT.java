package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox as an administrator uses it. */
class OutboxIT {
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
        Files.writeString(
                directory.resolve("skiagraph.yaml"), """
                skiagraph:
                  outbox-reserve: 1M
                  destinations:
                    pacs:
                      peer: %s
                      accepts-synthetic: true
                    disc:
                      directory: %s
                      dicomdir: true
                      accepts-synthetic: true
                      routes: { tags: teaching }
                    clinical:
                      peer: CLINICAL@127.0.0.1:1
                """.formatted(peer.destination(), temporary.resolve("disc")));
    }

    @AfterEach
    void stopThePeer() {
        peer.close();
    }

    @Test
    void aStudyIsQueuedMadeDeliveredByNameAndRuleAndWithdrawnWithANote() throws IOException, InterruptedException {
        String[] queue = {"generate", "a chest", "--num-inference-steps", "1", "--to", "pacs", "--route", "--queue"};
        assertThat(skiagraph.run(with(queue, "--tag", "teaching")).exitCode()).isZero();
        assertThat(directory.resolve("studies")).doesNotExist();

        Skiagraph.Result run = skiagraph.run("outbox", "run", "--once", "--quiet", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().at("/deliveries/stored").asInt()).isEqualTo(2);
        assertThat(peer.received()).hasSize(1);
        assertThat(temporary.resolve("disc/DICOMDIR")).exists();

        JsonNode list = skiagraph.run("outbox", "list", "--json").json();
        String study = list.at("/deliveries/0/studyInstanceUid").asText();
        JsonNode withdrawn =
                skiagraph.run("outbox", "withdraw", study, "--note", "--json").json();
        assertThat(withdrawn.at("/there/pacs")).hasSize(1);
        assertThat(skiagraph.run("outbox", "run", "--once", "--quiet").exitCode())
                .isZero();
        assertThat(peer.received()).as("with the rejection note").hasSize(2);
    }

    @Test
    void aDestinationIsTriedOutUnlessItIsNotForSyntheticObjects() throws IOException, InterruptedException {
        Skiagraph.Result good = skiagraph.run("destinations", "test", "pacs", "--json");
        Skiagraph.Result refused = skiagraph.run("destinations", "test", "clinical");

        assertThat(good.json().get("stored").asBoolean()).as(good.out()).isTrue();
        assertThat(peer.received()).hasSize(1);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("accepts-synthetic");
    }

    @Test
    void aSecondSenderIsToldWhoSendsAndEverybodyElseGoesOn() throws IOException, InterruptedException {
        Process first = new Skiagraph(Files.createDirectory(temporary.resolve("first")))
                .with(
                        "SKIAGRAPH_STATE",
                        temporary.resolve("work.state/skiagraph").toString())
                .start(List.of(), "outbox", "run");
        try {
            awaitSender();
            Instant began = Instant.now();
            Skiagraph.Result second = skiagraph.run("outbox", "run");

            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.err()).contains("process " + first.pid() + " since");
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofMinutes(1));
            assertThat(skiagraph.run("outbox", "list").exitCode()).isZero();
        } finally {
            first.destroy();
            first.waitFor();
        }
    }

    private void awaitSender() throws IOException, InterruptedException {
        Path lock = temporary.resolve("work.state/skiagraph/outbox/sender.lock");
        while (Files.notExists(lock) || Files.size(lock) == 0) {
            Thread.sleep(50);
        }
    }

    private static String[] with(String[] words, String... more) {
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }
}
