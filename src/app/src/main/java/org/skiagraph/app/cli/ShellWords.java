package org.skiagraph.app.cli;

/** Words for a POSIX shell. */
final class ShellWords {
    private ShellWords() {}

    /** The word as the shell has to be given it. */
    static String quote(String word) {
        return word.matches("[A-Za-z0-9_./@%+=:,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
