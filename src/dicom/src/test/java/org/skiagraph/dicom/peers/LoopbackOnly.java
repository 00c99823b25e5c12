package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Runs a main class of the test class path in a network namespace of its own that has nothing but a loopback: what
 * listens in there is reached by nobody else, and nothing in there reaches out.
 */
public final class LoopbackOnly {
    private static final int LONGEST_RUN_SECONDS = 180;

    private LoopbackOnly() {}

    /**
     * @param main its main method writes properties into the file that its first argument names
     * @return these properties
     */
    public static Properties run(Class<?> main, Path directory) {
        Path result = directory.resolve("result.properties");
        Path log = directory.resolve("run.log");
        List<String> command = new ArrayList<>(List.of("unshare", "--map-root-user", "--net", "sh", "-c"));
        command.add("ip link set lo up && exec \"$@\"");
        command.addAll(List.of(
                "sh", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.add("-Dskiagraph.root=" + System.getProperty("skiagraph.root"));
        command.addAll(List.of("-cp", classPath(), main.getName(), result.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException(main + " failed:\n" + Files.readString(log));
            }
            Properties properties = new Properties();
            properties.load(Files.newBufferedReader(result, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String classPath() {
        // Surefire may hide the class path in the manifest of a jar, and then tells it here.
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
