package org.skiagraph.app.studies;

/** For a program that is being stopped before its work could stop by itself. */
public final class Unfinished {
    private Unfinished() {}

    /** Takes away the files of every study that is not complete. */
    public static void remove() {
        StudyFolder.removeUnpublished();
    }
}
