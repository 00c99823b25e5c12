package org.skiagraph.app.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.Submission;
import org.sqlite.JDBC;

/** A store that the first version of its schema left behind. */
class FirstStoreTest {
    private static final String INSERT =
            "INSERT INTO job VALUES (?, ?, ?, ?, 'disc', 0, '', 0, ?, ?, ?, 1764158400000)";

    @TempDir
    Path directory;

    @Test
    void itIsUnderstoodAndGoneOnWith() throws Exception {
        Path state = Files.createDirectories(directory.resolve("state"));
        try (Connection connection =
                JDBC.createConnection("jdbc:sqlite:" + state.resolve("outbox.db"), new Properties())) {
            create(connection);
            add(connection, "FAILED", "model: it is gone. Choose another.", null);
            add(connection, "QUEUED", "", null);
            add(connection, "RUNNING", "", "a process that is gone");
        }
        try (OutboxFixture fixture = new OutboxFixture(directory)) {
            Path disc = Files.createDirectory(directory.resolve("disc"));
            fixture.configure(new Destination(
                    "disc", true, new Routing(List.of(), List.of(), List.of()), new Destination.Folder(disc, false)));
            Outbox outbox = fixture.outbox();

            JobSummary failed = outbox.jobs().get(0);
            assertThat(failed.failure().orElseThrow().what()).isEqualTo("model: it is gone. Choose another.");
            OutboxFixture.deliver(outbox);
            assertThat(outbox.jobs())
                    .extracting(JobSummary::state)
                    .containsExactly(JobState.FAILED, JobState.WRITTEN, JobState.WRITTEN);

            assertThat(outbox.retry(Optional.of(failed.id()))).isEqualTo(1);
            OutboxFixture.deliver(outbox);
            assertThat(outbox.deliveries(Optional.of(DeliveryState.STORED))).hasSize(3);
        }
    }

    private static void create(Connection connection) throws Exception {
        try (InputStream script = FirstStoreTest.class.getResourceAsStream("outbox-1.sql");
                Statement statement = connection.createStatement()) {
            for (String one : new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";")) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
            statement.execute("PRAGMA user_version=1");
        }
    }

    private void add(Connection connection, String state, String detail, String holder) throws Exception {
        Job job = Job.of(
                StudyService.fixed(OutboxStudies.request(directory.resolve("out"), 1)),
                Submission.now(),
                Routes.to(List.of("disc")));
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Object[] values = {
                job.id(),
                job.submission().key(),
                job.submission().clock().toString(),
                RequestJson.write(job.request()),
                state,
                detail,
                holder
            };
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }
}
