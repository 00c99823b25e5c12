package org.skiagraph.app.failures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.domain.Failure;

/**
 * Writes the trace of an unexpected failure. Only our own failures' words are kept: another exception's message may
 * quote its input, and with it a prompt.
 */
public final class TraceLog {
    private TraceLog() {}

    /** The file, or nothing where none can be written. */
    public static Optional<Path> write(Path stateDirectory, Throwable thrown) {
        StringBuilder text = new StringBuilder(Instant.now().toString()).append('\n');
        Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .forEach(cause -> append(text, cause));
        try {
            Path directory = Files.createDirectories(stateDirectory.resolve("log"));
            Path file = directory.resolve("failure-" + ProcessHandle.current().pid() + ".log");
            // A program that serves may fail more than once.
            return Optional.of(
                    Files.writeString(file, text.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void append(StringBuilder text, Throwable cause) {
        text.append(cause.getClass().getName())
                .append(cause instanceof Failure failure ? ": " + failure.getMessage() : "")
                .append('\n');
        for (StackTraceElement frame : cause.getStackTrace()) {
            text.append("    at ").append(frame).append('\n');
        }
    }
}
