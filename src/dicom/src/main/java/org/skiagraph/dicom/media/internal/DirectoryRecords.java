package org.skiagraph.dicom.media.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.Part10;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.domain.Retryable;

/** The records of a Basic Directory (PS3.3 F.5), without the links between them. */
final class DirectoryRecords {
    static final String RECORD_TYPE = "00041430";
    static final String REFERENCED_FILE_ID = "00041500";
    static final String REFERENCED_SOP_CLASS = "00041510";
    static final String REFERENCED_SOP_INSTANCE = "00041511";
    static final String REFERENCED_TRANSFER_SYNTAX = "00041512";

    private static final List<String> PATIENT_KEYS = List.of(Tags.PATIENT_NAME, Tags.PATIENT_ID);
    private static final List<String> STUDY_KEYS =
            List.of("00080020", "00080030", "00080050", Tags.STUDY_DESCRIPTION, Tags.STUDY_INSTANCE_UID, "00200010");
    private static final List<String> SERIES_KEYS = List.of(Tags.MODALITY, Tags.SERIES_INSTANCE_UID, "00200011");
    private static final List<String> IMAGE_KEYS = List.of("00200013");
    private static final List<String> DOCUMENT_KEYS = List.of("00080023", "00080033", "00200013", "0040A043");

    private DirectoryRecords() {}

    static DicomJson datasetOf(Path file) {
        try {
            return Part10.readHeader(file).dataset();
        } catch (IOException e) {
            throw new Retryable(file.toString(), "it cannot be read any more", "Try again", e);
        }
    }

    static DicomJson patient(DicomJson dataset) {
        return record("PATIENT", dataset, PATIENT_KEYS);
    }

    static DicomJson study(DicomJson dataset) {
        return record("STUDY", dataset, STUDY_KEYS);
    }

    static DicomJson series(DicomJson dataset) {
        return record("SERIES", dataset, SERIES_KEYS);
    }

    static DicomJson instance(DicomJson dataset, MarkedFile file, List<String> fileId) {
        boolean document = file.sopClassUid().equals(Tags.KEY_OBJECT_SELECTION);
        return (document ? record("KEY OBJECT DOC", dataset, DOCUMENT_KEYS) : record("IMAGE", dataset, IMAGE_KEYS))
                .texts(REFERENCED_FILE_ID, "CS", fileId.toArray(String[]::new))
                .texts(REFERENCED_SOP_CLASS, "UI", file.sopClassUid())
                .texts(REFERENCED_SOP_INSTANCE, "UI", file.sopInstanceUid())
                .texts(REFERENCED_TRANSFER_SYNTAX, "UI", file.transferSyntaxUid());
    }

    private static DicomJson record(String type, DicomJson dataset, List<String> keys) {
        DicomJson record = DicomJson.empty().texts(RECORD_TYPE, "CS", type);
        copy(dataset, record, Tags.SPECIFIC_CHARACTER_SET);
        keys.forEach(key -> copy(dataset, record, key));
        return record;
    }

    private static void copy(DicomJson from, DicomJson to, String tag) {
        if (from.has(tag)) {
            to.node().set(tag, from.node().get(tag).deepCopy());
        }
    }
}
