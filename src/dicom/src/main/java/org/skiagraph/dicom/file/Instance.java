package org.skiagraph.dicom.file;

import java.nio.file.Path;

/**
 * One written Part 10 file.
 *
 * @param file where it is
 * @param preview PNG beside it
 * @param bytes its length
 */
public record Instance(
        Path file,
        Path preview,
        String studyInstanceUid,
        String seriesInstanceUid,
        String sopInstanceUid,
        String sopClassUid,
        String transferSyntaxUid,
        long bytes) {}
