package org.skiagraph.dicom.media;

import java.nio.file.Path;
import java.util.List;

/** The door to media: puts files of ours into a folder that others can read. */
public interface MediaWriter {
    /**
     * Adds copies. An instance that is there already is put into its old place, so that adding twice doubles nothing.
     * Each file, and the directory of them if there is one, appears whole or not at all; a killed writer leaves at most
     * files that the directory does not list yet.
     *
     * @param directory made if it does not exist; one writer at a time
     * @return where each file lies now, in order
     * @throws org.skiagraph.domain.Rejected if a file is not one of ours, or the folder is not one that we can add to;
     *     nothing is changed then
     * @throws org.skiagraph.domain.Retryable if the disk is full, or another writer is at work
     */
    List<Path> add(List<Path> files, Path directory);
}
