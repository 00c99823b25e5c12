package org.skiagraph.dicom.marking;

import org.skiagraph.dicom.marking.internal.RecordJson;
import org.skiagraph.domain.GenerationRecord;

/** The generation record as it is in a file. */
public final class RecordText {
    private RecordText() {}

    /** One line of JSON, ASCII only. */
    public static String of(GenerationRecord record) {
        return RecordJson.write(record);
    }
}
