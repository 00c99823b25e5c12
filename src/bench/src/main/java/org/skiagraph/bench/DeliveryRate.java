package org.skiagraph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.DicomStoreScu;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.domain.ProgressListener;

/** How many instances a second a process that runs for long stores: each round is one association. */
public final class DeliveryRate {
    private static final double NANOS = 1e9;

    private DeliveryRate() {}

    /** @param arguments AET@HOST:PORT DIRECTORY ROUNDS; prints one rate per round, the first one cold */
    public static void main(String[] arguments) throws IOException {
        Peer peer = Peer.parse(arguments[0], "SKIAGRAPH");
        List<Path> files = files(Path.of(arguments[1]));
        int rounds = Integer.parseInt(arguments[2]);
        DicomStoreScu scu = new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT, Optional.empty());
        for (int round = 0; round < rounds; round++) {
            AtomicInteger stored = new AtomicInteger();
            long start = System.nanoTime();
            scu.send(files, peer, ProgressListener.NONE, outcome -> {
                if (outcome.kind() == Kind.STORED) {
                    stored.incrementAndGet();
                }
            });
            double seconds = (System.nanoTime() - start) / NANOS;
            if (stored.get() != files.size()) {
                throw new IllegalStateException(stored + " of " + files.size() + " stored");
            }
            System.out.printf(Locale.ROOT, "%.1f%n", files.size() / seconds);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .toList();
        }
    }
}
