package org.skiagraph.dicom.marking;

import java.nio.file.Path;
import java.util.List;
import org.skiagraph.domain.GenerationRecord;

/** The door to reading our own marking back. */
public interface MarkedFiles {
    /**
     * Reads the marking and the generation record of a file of ours.
     *
     * @throws org.skiagraph.domain.Rejected if the file is not DICOM, is not marked, or carries no record of ours
     */
    MarkedFile read(Path file);

    /** @param marks each mark that was found, "SyntheticData (0008,001C) = YES" */
    record MarkedFile(
            Path file,
            String studyInstanceUid,
            String seriesInstanceUid,
            String sopInstanceUid,
            String sopClassUid,
            String transferSyntaxUid,
            GenerationRecord record,
            List<String> marks) {}
}
