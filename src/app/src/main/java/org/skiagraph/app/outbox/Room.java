package org.skiagraph.app.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.skiagraph.domain.Retryable;

/** Refuses new work before a disk is full, so that what is under way can end. */
record Room(long reservedBytes) {

    /** @throws Retryable if less is left than is kept free */
    void require(Path directory) {
        Path existing = directory.toAbsolutePath().normalize();
        while (Files.notExists(existing)) {
            existing = existing.getParent();
        }
        try {
            long left = Files.getFileStore(existing).getUsableSpace();
            if (left < reservedBytes) {
                throw new Retryable(
                        "out",
                        "only " + (left >> 20) + " MiB of its disk are left, and " + (reservedBytes >> 20)
                                + " are kept free",
                        "Free some space, or lower skiagraph.outbox-reserve");
            }
        } catch (IOException e) {
            // A file system that does not tell; writing will.
        }
    }
}
