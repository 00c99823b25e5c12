package org.skiagraph.app.studies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.network.StoreScu;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Sends finished studies to one or many peers and says what became of every file. */
public final class Delivery {
    private final StoreScu scu;

    public Delivery(StoreScu scu) {
        this.scu = scu;
    }

    /**
     * What one peer made of the files.
     *
     * @param outcomes one per file, in order
     */
    public record Report(Peer peer, List<Outcome> outcomes) {
        public Report {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * Sends every file to every peer; a peer that fails does not keep the others from getting theirs.
     *
     * @throws Rejected if a file is not one of ours; nothing is sent then
     */
    public List<Report> send(List<Path> files, List<Peer> peers, ProgressListener listener) {
        List<Report> reports = new ArrayList<>();
        for (Peer peer : peers) {
            listener.stopIfCancelled();
            reports.add(new Report(peer, toOne(files, peer, listener)));
        }
        return List.copyOf(reports);
    }

    private List<Outcome> toOne(List<Path> files, Peer peer, ProgressListener listener) {
        try {
            return scu.send(files, peer, listener);
        } catch (Retryable e) {
            return files.stream()
                    .map(file -> new Outcome(file, "", Outcome.Kind.RETRYABLE, -1, e.getMessage()))
                    .toList();
        }
    }

    /**
     * The files to send: directories are searched for *.dcm, at every depth, in order of their names.
     *
     * @throws Rejected if a path does not exist or a directory holds none
     */
    public static List<Path> files(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(under(path));
            } else if (Files.isReadable(path)) {
                files.add(path);
            } else {
                throw new Rejected(
                        "paths", path + " does not exist or cannot be read", "Give DICOM files or directories");
            }
        }
        return files.stream().distinct().toList();
    }

    private static List<Path> under(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> found = tree.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".dcm"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new Rejected("paths", directory + " holds no .dcm file", "Give a study's folder");
            }
            return found;
        } catch (IOException e) {
            throw new Rejected("paths", directory + " cannot be searched", "Give a directory that you may read", e);
        }
    }
}
