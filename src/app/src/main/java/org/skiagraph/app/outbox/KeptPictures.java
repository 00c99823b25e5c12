package org.skiagraph.app.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.skiagraph.app.files.WholeFiles;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Retryable;

/** Pictures that came with requests, where nobody else may look, until their jobs have ended. */
public final class KeptPictures {
    /** Beside the store. */
    static final String FOLDER = "pictures";

    private static final FileAttribute<?> OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OUR_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Far longer than it takes from keeping a picture to queueing its job. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Path directory;
    private final Room room;
    private volatile Instant swept = Instant.EPOCH;

    KeptPictures(Path directory, Room room) {
        this.directory = directory;
        this.room = room;
    }

    /**
     * Writes one down, on the disk before this returns.
     *
     * @param key of the submission that it belongs to
     * @param name of the file, new for each
     * @throws Retryable if the disk does not take it, or has too little room left
     */
    public Path keep(String key, String name, byte[] bytes) {
        room.require(directory);
        Path own = directory.resolve(key);
        try {
            Files.createDirectories(own, OURS);
            Path file = own.resolve(name);
            try (FileChannel channel =
                    FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OUR_FILE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            for (Path parent : List.of(own, directory, directory.getParent())) {
                WholeFiles.sync(parent);
            }
            return file;
        } catch (IOException e) {
            throw new Retryable(name, "it cannot be kept until the study is made", "Free some space", e);
        }
    }

    /** Takes a submission's pictures away. */
    public void forget(String key) {
        try {
            WholeFiles.deleteTree(directory.resolve(key));
        } catch (IOException e) {
            // They lie where only we may look, and are swept away later.
        }
    }

    /** A sentence about a picture, without the place where we keep it. */
    public String withoutPlace(String sentence) {
        return sentence.replaceAll("\\Q" + directory + "\\E/\\S+\\.png", "it");
    }

    /**
     * Takes away what processes left behind that were killed.
     *
     * @param states how a submission's job stands; empty if there is none
     */
    void sweep(Function<String, Optional<JobState>> states) {
        swept = Instant.now();
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.list(directory)) {
            all.toList().forEach(one -> sweep(one.getFileName().toString(), states));
        } catch (IOException e) {
            // Next time.
        }
    }

    /** The same, if it was not done for an hour. */
    void sweepNowAndThen(Function<String, Optional<JobState>> states) {
        if (swept.plus(FORGOTTEN).isBefore(Instant.now())) {
            sweep(states);
        }
    }

    /** Takes a submission's pictures away, if its job has ended. */
    void sweep(String key, Function<String, Optional<JobState>> states) {
        Path own = directory.resolve(key);
        try {
            if (Files.exists(own) && states.apply(key).map(JobState::isEnd).orElseGet(() -> isOld(own))) {
                forget(key);
            }
        } catch (Failure e) {
            // The store does not answer; another time.
        }
    }

    /** One of a job that is not there: perhaps it is being queued by another process. */
    private static boolean isOld(Path own) {
        try {
            return Files.getLastModifiedTime(own)
                    .toInstant()
                    .isBefore(Instant.now().minus(FORGOTTEN));
        } catch (IOException e) {
            return false;
        }
    }
}
