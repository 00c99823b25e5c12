package org.skiagraph.app.config;

import java.nio.file.Path;

/** Which files a target's keys may name. */
@FunctionalInterface
interface FileRule {
    /** Whoever writes the settings may name any. */
    FileRule ANY = (where, file) -> file;

    /**
     * @param where for the message
     * @return the file to use
     * @throws org.skiagraph.domain.Rejected if it may not be named
     */
    Path check(String where, Path file);
}
