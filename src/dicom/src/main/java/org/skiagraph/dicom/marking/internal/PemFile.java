package org.skiagraph.dicom.marking.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiagraph.domain.Rejected;

/** Keys in PEM (RFC 7468). */
public final class PemFile {
    private static final int LONGEST = 1 << 16;
    private static final int LINE = 64;

    private PemFile() {}

    /** @param label "PRIVATE KEY" or "PUBLIC KEY" */
    public static byte[] read(Path file, String label) {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new Rejected(file.toString(), "it cannot be read", "Name a key file that you may read", e);
        }
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
                .matcher(text);
        if (!block.find()) {
            throw new Rejected(
                    file.toString(),
                    "it holds no " + label + " in PEM",
                    "Make one with `skiagraph keys new FILE`; the public key is the file that ends in .pub");
        }
        try {
            return Base64.getMimeDecoder().decode(block.group(1));
        } catch (IllegalArgumentException e) {
            throw new Rejected(file.toString(), "its key is damaged", "Copy it anew", e);
        }
    }

    /** Writes a file that only its owner can read, from its first byte on. */
    public static void writeSecret(Path file, String label, byte[] key) {
        write(file, label, key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    public static void write(Path file, String label, byte[] key) {
        write(file, label, key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    }

    public static void delete(Path file, RuntimeException failure) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static void write(Path file, String label, byte[] key, FileAttribute<?> permissions) {
        String text = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key) + "\n-----END " + label
                + "-----\n";
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (FileAlreadyExistsException e) {
            throw new Rejected(file.toString(), "it exists already", "Name a new file; keys are never written over", e);
        } catch (IOException e) {
            throw new Rejected(file.toString(), "it cannot be written", "Name a file in a directory you may write", e);
        }
    }
}
