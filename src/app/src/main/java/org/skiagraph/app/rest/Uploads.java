package org.skiagraph.app.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.skiagraph.app.files.WholeFiles;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** The pictures of one request, in a temporary directory that only we may look into, until the study is made. */
final class Uploads implements AutoCloseable {
    private static final Set<Uploads> OPEN = ConcurrentHashMap.newKeySet();

    private Path directory;
    private int count;

    /** For a server that ends while studies wait. */
    static void removeOpen() {
        List.copyOf(OPEN).forEach(Uploads::close);
    }

    /** Writes one down and gives its file. */
    Path keep(String field, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Body.bad(field, "it is not base64", "Send the PNG file's bytes in base64, without line breaks");
        }
        try {
            if (directory == null) {
                OPEN.add(this);
                directory = Files.createTempDirectory(
                        "skiagraph",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            count++;
            return Files.write(directory.resolve(field + "-" + count + ".png"), bytes);
        } catch (IOException e) {
            throw new Retryable(field, "it cannot be kept in the temporary directory", "Free some space there", e);
        }
    }

    /** A message about a picture, without the place where we keep it. */
    Rejected withoutPlace(Rejected failure) {
        if (directory == null) {
            return failure;
        }
        String what = failure.what().replaceAll("\\Q" + directory + "\\E/\\S+\\.png", "it");
        return new Rejected(failure.where(), what, failure.remedy(), failure);
    }

    @Override
    public void close() {
        OPEN.remove(this);
        if (directory == null) {
            return;
        }
        try {
            WholeFiles.deleteTree(directory);
        } catch (IOException e) {
            // What is left lies where only we may look, and where the system cleans up.
            directory.toFile().deleteOnExit();
        }
    }
}
