package org.skiagraph.app.outbox;

import java.nio.file.Path;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;

/** What a delivery has to know of a file. */
record StoredInstance(Path file, String sopInstanceUid, String sopClassUid, String studyInstanceUid) {
    static StoredInstance of(Instance instance) {
        return new StoredInstance(
                instance.file().toAbsolutePath().normalize(),
                instance.sopInstanceUid(),
                instance.sopClassUid(),
                instance.studyInstanceUid());
    }

    static StoredInstance of(MarkedFile file) {
        return new StoredInstance(
                file.file().toAbsolutePath().normalize(),
                file.sopInstanceUid(),
                file.sopClassUid(),
                file.studyInstanceUid());
    }
}
