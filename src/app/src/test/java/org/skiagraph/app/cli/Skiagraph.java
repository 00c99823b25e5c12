package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built program, run as a process of its own in a directory of its own. */
final class Skiagraph {
    private static final long PATIENCE_MINUTES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Map<String, String> environment = new LinkedHashMap<>();

    Skiagraph(Path directory) {
        this.directory = directory;
    }

    /** @param out standard output, UTF-8 */
    record Result(int exitCode, String out, String err) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(out, e);
            }
        }
    }

    Skiagraph with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return finish(start(List.of(), arguments), "");
    }

    Result runWithInput(String input, String... arguments) throws IOException, InterruptedException {
        return finish(start(List.of(), arguments), input);
    }

    /** @param wrapper words in front of the command, such as env or unshare */
    Process start(List<String> wrapper, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(wrapper);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Many short processes: a light compiler and collector, as nothing here is measured.
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        words.addAll(List.of("-jar", System.getProperty("skiagraph.jar")));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SKIAGRAPH_"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("XDG_STATE_HOME", log("state").toString());
        builder.environment().putAll(environment);
        return builder.redirectOutput(log("out").toFile())
                .redirectError(log("err").toFile())
                .start();
    }

    Result finish(Process process, String input) throws IOException, InterruptedException {
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("it did not end: " + Files.readString(log("err")));
        }
        return new Result(process.exitValue(), Files.readString(log("out")), Files.readString(log("err")));
    }

    /** What it has said on stderr so far. */
    String err() throws IOException {
        return Files.readString(log("err"));
    }

    /** Beside the working directory, which tests want to find empty. */
    private Path log(String name) {
        return directory.resolveSibling(directory.getFileName() + "." + name);
    }
}
