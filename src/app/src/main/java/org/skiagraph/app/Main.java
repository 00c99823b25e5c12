package org.skiagraph.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.skiagraph.app.cli.CommandLineApplication;

/** Where the process begins. */
@QuarkusMain
public final class Main {
    /** Where the framework itself fails; it has told why by then. */
    private static final int INTERNAL = 4;

    private Main() {}

    /** Prepares what has to be known before any library loads, then runs the command line. */
    public static void main(String... args) {
        NativeLibraries.locate();
        CommandLineApplication.prepare(args);
        Quarkus.run(
                CommandLineApplication.class, (code, failure) -> System.exit(failure == null ? code : INTERNAL), args);
    }
}
