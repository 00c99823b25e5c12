package org.skiagraph.app.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Fatal;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;
import org.sqlite.JDBC;

/**
 * One connection to an SQLite file: a write-ahead log that is on the disk before a commit returns, one writer at a time,
 * any number of processes. Calls of several threads wait for each other.
 */
final class Database implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 4000;
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_FULL = 13;

    private final Path file;
    private final Connection connection;
    private boolean closed;

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * @throws Retryable if another process keeps it for more than four seconds, or the disk is full
     * @throws Rejected if it was written by a later version
     */
    static Database open(Path file) {
        try {
            prepare(file);
            Database database = new Database(file, JDBC.createConnection("jdbc:sqlite:" + file, new Properties()));
            database.set("busy_timeout", String.valueOf(PATIENCE_MILLIS));
            database.set("journal_mode", "WAL");
            database.set("synchronous", "FULL");
            database.set("foreign_keys", "ON");
            database.migrate();
            return database;
        } catch (SQLException e) {
            throw failure(file, e);
        } catch (IOException e) {
            throw new Rejected("state", file + " cannot be made", "Give skiagraph.state a directory you may write", e);
        }
    }

    /** It holds prompts: nobody else may read it. */
    private static void prepare(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private void set(String pragma, String value) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA " + pragma + "=" + value);
        }
    }

    private void migrate() throws SQLException {
        execute("BEGIN IMMEDIATE");
        try {
            int version = query("PRAGMA user_version", row -> row.getInt(1)).get(0);
            int latest = OutboxSchema.STEPS.size();
            if (version > latest) {
                throw new Rejected(
                        "state", file + " was written by a later version of Skiagraph", "Use that version with it");
            }
            for (List<String> step : OutboxSchema.STEPS.subList(version, latest)) {
                for (String statement : step) {
                    execute(statement);
                }
            }
            set("user_version", String.valueOf(latest));
            execute("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
    }

    /** What is done all or not at all. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Reads and writes. A writer from its first statement on, so that two never wait for each other in the middle. */
    <T> T transaction(Work<T> work) {
        return run("BEGIN IMMEDIATE", work);
    }

    /** Only reads, and so keeps nobody from writing. */
    <T> T read(Work<T> work) {
        return run("BEGIN", work);
    }

    private synchronized <T> T run(String begin, Work<T> work) {
        if (closed) {
            throw new Retryable("outbox", "the program ends", "Ask again when it has been started anew");
        }
        try {
            execute(begin);
            try {
                T result = work.run();
                execute("COMMIT");
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** For use inside a transaction. */
    int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** For use inside a transaction. */
    <T> List<T> query(String sql, Reader<T> reader, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** On a full disk SQLite has done so already, and would say that there is nothing to roll back. */
    private void rollBack(Exception cause) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void execute(String how) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(how);
        }
    }

    private static Failure failure(Path file, SQLException e) {
        return switch (e.getErrorCode() & 0xFF) {
            case SQLITE_BUSY ->
                new Retryable("outbox", file + " is busy with another process", "Try again in a moment", e);
            case SQLITE_FULL -> new Retryable("outbox", "the disk of " + file + " is full", "Free some space", e);
            default ->
                new Fatal("outbox", file + " cannot be used: " + e.getMessage(), "Look at disk and permissions", e);
        };
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            connection.close();
        } catch (SQLException e) {
            // Everything was committed before.
        }
    }
}
