package org.skiagraph.app.worklist;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.skiagraph.app.files.Digests;
import org.skiagraph.app.files.WholeFiles;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/**
 * Which orders have been answered: an empty file for each, named after a digest, so that nothing of the order can be read from
 * it. It is written before the study is begun, so that no crash lets an order be answered twice unasked.
 */
public final class Answered {
    private final Path directory;

    /** @param directory made when it is needed */
    public Answered(Path directory) {
        this.directory = directory;
    }

    /** A study in answer to an order. */
    public interface Study {
        /**
         * @param published is run as soon as its folder is there
         * @return an exit code
         */
        int make(Runnable published);

        /** Whether it is made, or may be without us, although making it failed. */
        boolean isHeld();
    }

    /**
     * Makes it, and takes back that it was begun if it came to nothing.
     *
     * @param again whether the order may have been answered before
     * @throws Rejected if it has been, or another process is about to
     */
    public int answer(Order order, boolean again, Study study) {
        Runnable takeBack = begin(order, again);
        AtomicBoolean answered = new AtomicBoolean();
        try {
            int code = study.make(() -> answered.set(true));
            answered.set(true);
            return code;
        } finally {
            if (!answered.get() && !isHeld(study)) {
                takeBack.run();
            }
        }
    }

    /** Who cannot find out may not answer twice; what is told is why making it failed. */
    private static boolean isHeld(Study study) {
        try {
            return study.isHeld();
        } catch (RuntimeException e) {
            return true;
        }
    }

    /**
     * Writes down that an order is being answered.
     *
     * @param again whether it may have been before
     * @return what takes that back, for an answer that comes to nothing
     * @throws Rejected if it has been answered, or another process is about to
     */
    Runnable begin(Order order, boolean again) {
        Path file = directory.resolve(digest(order));
        try {
            Files.createDirectories(directory);
            Files.write(file, new byte[0], StandardOpenOption.CREATE_NEW);
            sync(file);
            return () -> file.toFile().delete();
        } catch (FileAlreadyExistsException e) {
            if (again) {
                return () -> {};
            }
            throw new Rejected(
                    "worklist",
                    "the entry has been answered, or its answer was begun",
                    "Add --again to put a further series into its study",
                    e);
        } catch (IOException e) {
            throw new Retryable(
                    directory.toString(), "cannot be written", "Free some space, or see to its permissions", e);
        }
    }

    private void sync(Path file) throws IOException {
        try {
            WholeFiles.sync(directory);
        } catch (IOException e) {
            file.toFile().delete();
            throw e;
        }
    }

    private static String digest(Order order) {
        return Digests.hex(order.studyInstanceUid() + "\n" + order.step().id());
    }
}
