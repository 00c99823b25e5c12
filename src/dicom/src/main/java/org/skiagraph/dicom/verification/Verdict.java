package org.skiagraph.dicom.verification;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;

/**
 * What was found of one file.
 *
 * @param faults what is wrong with it, sentences without their full stop; none if it is good
 * @param remarks what could not be looked at, and why
 * @param marked its marking and record, where both are there
 */
public record Verdict(Path file, Kind kind, List<String> faults, List<String> remarks, Optional<MarkedFile> marked) {
    public enum Kind {
        /** Marked, with its record, and sound as far as we can see. */
        GOOD,
        /** A DICOM file that is not. */
        WRONG,
        /** Another kind of file, which is only listed. */
        NOT_DICOM
    }

    public Verdict {
        faults = List.copyOf(faults);
        remarks = List.copyOf(remarks);
    }
}
