package org.skiagraph.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the directories that belong to the program and to the user. */
public final class Home {
    private Home() {}

    /** Whether this is the native executable. */
    public static boolean isNativeImage() {
        return "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));
    }

    /** As told by -Dskiagraph.home or SKIAGRAPH_HOME, else the first directory above the program that holds onnx/. */
    public static Optional<Path> find() {
        Optional<Path> told = Stream.of(System.getProperty("skiagraph.home"), System.getenv("SKIAGRAPH_HOME"))
                .filter(value -> value != null && !value.isBlank())
                .map(Path::of)
                .findFirst();
        return told.or(() -> Stream.iterate(program(), path -> path != null, Path::getParent)
                .filter(directory -> Files.isDirectory(directory.resolve("onnx")))
                .findFirst());
    }

    /** The jar that was started, or the native executable. */
    public static Path program() {
        if (!isNativeImage()) {
            return Path.of(System.getProperty("java.class.path", "").split(java.io.File.pathSeparator)[0])
                    .toAbsolutePath();
        }
        try {
            return Path.of("/proc/self/exe").toRealPath();
        } catch (IOException e) {
            return Path.of(ProcessHandle.current().info().command().orElse("")).toAbsolutePath();
        }
    }

    /** Where logs go unless the site says otherwise (XDG Base Directory). */
    public static Path stateDirectory() {
        String told = System.getenv("XDG_STATE_HOME");
        Path base = told == null || told.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".local", "state")
                : Path.of(told);
        return base.resolve("skiagraph");
    }
}
