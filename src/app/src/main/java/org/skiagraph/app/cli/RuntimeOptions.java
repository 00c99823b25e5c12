package org.skiagraph.app.cli;

import org.skiagraph.app.config.Settings;
import org.skiagraph.app.studies.Choices;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.ProviderChoice;
import org.skiagraph.graph.RuntimeSettings;
import picocli.CommandLine.Option;

/** On what graphs run. */
final class RuntimeOptions {
    private static final int MOST_THREADS = 1024;

    @Option(names = "--provider", paramLabel = "cpu|cuda|auto", description = "auto takes CUDA where it really starts.")
    String provider;

    @Option(names = "--threads", paramLabel = "N", description = "Threads inside one operator; 0 is one per core.")
    Integer threads;

    /** Whether anything was said. */
    boolean isGiven() {
        return provider != null || threads != null;
    }

    RuntimeSettings read(Settings settings) {
        ProviderChoice choice = provider == null
                ? settings.provider()
                : Choices.named("provider", provider, ProviderChoice.values(), Enum::name);
        int count = threads == null ? settings.threads() : threads;
        if (count < 0 || count > MOST_THREADS) {
            throw new Rejected("threads", count + " is outside 0 to " + MOST_THREADS, "Give 0 for one thread per core");
        }
        return new RuntimeSettings(choice, count, 0);
    }
}
