package org.skiagraph.dicom.media.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import org.skiagraph.dicom.file.internal.AtomicFile;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** A folder that we alone write to, for as long as it is open. */
public final class MediaFolder implements AutoCloseable {
    private static final String LOCK = ".lock";
    /** Neither a dot alone, nor two, nor anything that leads elsewhere; room for a UID and an ending. */
    private static final Pattern NAME = Pattern.compile("(?=.{1,68}$)[0-9A-Z][0-9A-Z_]*(\\.[0-9a-z]+)*");

    private final Path directory;
    private final FileChannel lock;

    private MediaFolder(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** Opens it; made if it does not exist. */
    public static MediaFolder open(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                channel.close();
                throw new Retryable(
                        directory.toString(), "another process is writing into it", "Wait until it is done");
            }
            return new MediaFolder(directory, channel);
        } catch (IOException e) {
            throw new Retryable(
                    directory.toString(), "it cannot be written to", "Check that it is mounted, and its rights", e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException byThisProcess) {
            return true;
        }
    }

    public Path path(String name) {
        return directory.resolve(name);
    }

    /**
     * Copies a file to a place in here, over what lies there.
     *
     * @throws Rejected if a name is none of ours: those in a DICOMDIR are what somebody wrote into it
     */
    public Path copy(Path file, List<String> names) {
        if (names.isEmpty()
                || !names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw new Rejected(
                    directory.toString(),
                    "its DICOMDIR names a file as we do not",
                    "Use a folder of its own for media");
        }
        Path place = directory;
        for (String name : names) {
            place = place.resolve(name);
        }
        byte[] bytes = read(file);
        try {
            Files.createDirectories(place.getParent());
        } catch (IOException e) {
            throw new Retryable(place.getParent().toString(), "it cannot be made", "Check the rights and the space", e);
        }
        AtomicFile.write(place, bytes);
        return place;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Retryable(file.toString(), "it cannot be read any more", "Try again", e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new Retryable(directory.toString(), "its lock cannot be given back", "Check the medium", e);
        }
    }
}
