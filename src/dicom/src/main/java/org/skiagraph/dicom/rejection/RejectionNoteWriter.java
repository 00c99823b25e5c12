package org.skiagraph.dicom.rejection;

import java.nio.file.Path;
import java.util.List;

/** The door to rejection notes. */
public interface RejectionNoteWriter {
    /**
     * Writes a note as a Part 10 file, marked and with the generation record of the first instance, so that it can be sent
     * like any other file of ours.
     *
     * @param rejected files of one study, at least one
     * @param file appears whole or not at all
     * @return the file
     * @throws org.skiagraph.domain.Rejected if a file is not one of ours, or of another study than the first
     * @throws org.skiagraph.domain.Retryable if the disk is full
     */
    Path write(RejectionNote note, List<Path> rejected, Path file);
}
