package org.skiagraph.app.cli;

import picocli.CommandLine.Option;

/** Options that every command has. */
final class OutputMode {
    static final String JSON = "--json";

    @Option(names = JSON, description = "Print one JSON document on stdout; all else goes to stderr.")
    boolean json;

    @Option(names = "--quiet", description = "No progress.")
    boolean quiet;
}
