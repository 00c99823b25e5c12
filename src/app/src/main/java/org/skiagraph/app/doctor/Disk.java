package org.skiagraph.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where studies go. */
final class Disk {
    private static final long LITTLE = 200L << 20;

    private Disk() {}

    static Finding examine(Path out) {
        Path there = out.toAbsolutePath().normalize();
        while (there != null && Files.notExists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            return Finding.broken("out", out + " cannot be written", "Set skiagraph.out to a directory you may write");
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String what = (free >> 20) + " MiB free at " + out.toAbsolutePath().normalize();
            return free >= LITTLE
                    ? Finding.good("out", what)
                    : Finding.remark("out", what, "Free some space before large jobs");
        } catch (IOException e) {
            return Finding.remark("out", "free space at " + out + " is unknown", "Look with df");
        }
    }
}
