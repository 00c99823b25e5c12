package org.skiagraph.diffusion.bundle.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Retryable;

/** Copies files, hashes them on the way, and sees that they are on the disk. */
public final class Copying {
    private static final int CHUNK = 1 << 20;
    /** Manifest, fingerprint and the file system's own needs. */
    private static final long SLACK = 16L << 20;

    private Copying() {}

    /** @param sha256 lower-case hex */
    public record Copied(long bytes, String sha256) {}

    /** Counts bytes for a listener, in MiB. */
    public static final class Meter {
        private final String stage;
        private final long total;
        private final ProgressListener listener;
        private final long began = System.nanoTime();
        private long done;
        private int told = -1;

        public Meter(String stage, long total, ProgressListener listener) {
            this.stage = stage;
            this.total = total;
            this.listener = listener;
        }

        private void add(long bytes) {
            listener.stopIfCancelled();
            done = Math.min(total, done + bytes);
            int whole = mebibytes(done);
            if (whole != told) {
                told = whole;
                listener.on(new Progress(stage, whole, mebibytes(total), Duration.ofNanos(System.nanoTime() - began)));
            }
        }

        /** Rounded up, so that the last byte and no other makes it full. */
        private static int mebibytes(long bytes) {
            return Math.toIntExact(Math.max(1, (bytes + (1 << 20) - 1) >> 20));
        }
    }

    /** Copies a file, or takes only its hash where it is at its place already. */
    public static Copied copy(Path from, Path to, Meter meter) {
        try (InputStream in = Files.newInputStream(from)) {
            Files.createDirectories(to.getParent());
            return copy(in, to, Files.size(from), meter);
        } catch (IOException e) {
            throw failed(to, e);
        }
    }

    /** @param most bytes that are read; one more is counted, so that a stream that goes on is told */
    static Copied copy(InputStream in, Path to, long most, Meter meter) throws IOException {
        MessageDigest sha = sha256();
        byte[] buffer = new byte[CHUNK];
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = in.read(buffer); read >= 0 && bytes <= most; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
                write(channel, ByteBuffer.wrap(buffer, 0, read), to);
                bytes += read;
                meter.add(read);
            }
            channel.force(true);
        }
        return new Copied(bytes, HexFormat.of().formatHex(sha.digest()));
    }

    private static void write(FileChannel channel, ByteBuffer bytes, Path to) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw failed(to, e);
        }
    }

    /** @throws Retryable if the disk would be too full */
    public static void requireSpace(Path place, long bytes) {
        try {
            long free = Files.getFileStore(place).getUsableSpace();
            if (free < bytes + SLACK) {
                throw new Retryable(
                        place.toString(),
                        ((bytes + SLACK) >> 20) + " MiB are needed there and " + (free >> 20) + " MiB are free",
                        "Free some space, or import into another directory with --into");
            }
        } catch (IOException e) {
            throw failed(place, e);
        }
    }

    private static Retryable failed(Path file, IOException e) {
        boolean full = String.valueOf(e.getMessage()).contains("No space left");
        return new Retryable(
                file.toString(),
                full ? "the disk is full" : "it cannot be read or written",
                full ? "Free some space, or give another --into" : "Check permissions and disk",
                e);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
