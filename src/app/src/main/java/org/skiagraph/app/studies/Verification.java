package org.skiagraph.app.studies;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.dicom.verification.Verdict;
import org.skiagraph.dicom.verification.Verdict.Kind;
import org.skiagraph.dicom.verification.Verifier;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Looks at many files, none of them passed over in silence. */
public final class Verification {
    private static final String FIELD = "paths";

    private final Verifier verifier;

    public Verification(Verifier verifier) {
        this.verifier = verifier;
    }

    /**
     * One verdict for every file, of directories at every depth, in order of their names. A file that is named itself has
     * to be DICOM; beside others in a directory it may be of any kind.
     *
     * @throws Rejected if a path does not exist, or there is no DICOM file under it
     */
    public List<Verdict> verify(List<Path> paths, ProgressListener listener) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                verdicts.addAll(under(path, listener));
            } else if (Files.isRegularFile(path)) {
                verdicts.add(named(verifier.verify(path)));
            } else {
                throw new Rejected(FIELD, path + " does not exist", "Give DICOM files or directories");
            }
        }
        return List.copyOf(verdicts);
    }

    private List<Verdict> under(Path directory, ProgressListener listener) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Path file : files(directory)) {
            listener.stopIfCancelled();
            verdicts.add(verifier.verify(file));
        }
        if (verdicts.stream().allMatch(verdict -> verdict.kind() == Kind.NOT_DICOM)) {
            throw new Rejected(FIELD, directory + " holds no DICOM file", "Give a directory that does");
        }
        return verdicts;
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> tree = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new Rejected(FIELD, directory + " cannot be searched", "Give a directory that you may read", e);
        }
    }

    private static Verdict named(Verdict verdict) {
        return verdict.kind() == Kind.NOT_DICOM
                ? new Verdict(
                        verdict.file(), Kind.WRONG, List.of("it is no DICOM file"), verdict.remarks(), Optional.empty())
                : verdict;
    }
}
