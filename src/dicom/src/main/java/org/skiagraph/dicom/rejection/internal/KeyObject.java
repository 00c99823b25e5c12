package org.skiagraph.dicom.rejection.internal;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.marking.Marking;
import org.skiagraph.dicom.rejection.RejectionNote;

/** A Key Object Selection Document (PS3.3 A.35.4, PS3.16 TID 2010), not marked yet. */
public final class KeyObject {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");
    private static final String DESCRIPTION = "rejected by its sender";

    /** Patient and study, as the rejected images have them. */
    private static final List<String> SHARED = List.of(
            "00080020",
            "00080030",
            "00080050",
            "00080090",
            Tags.STUDY_DESCRIPTION,
            Tags.PATIENT_NAME,
            Tags.PATIENT_ID,
            "00100030",
            "00100040",
            Tags.STUDY_INSTANCE_UID,
            "00200010");

    private KeyObject() {}

    /**
     * The document.
     *
     * @param image a rejected image's dataset
     * @param rejected of the same study
     */
    public static DicomJson of(RejectionNote note, DicomJson image, List<MarkedFile> rejected) {
        DicomJson document = DicomJson.empty()
                .texts(Tags.SOP_CLASS_UID, "UI", Tags.KEY_OBJECT_SELECTION)
                .texts(Tags.SOP_INSTANCE_UID, "UI", note.sopInstanceUid())
                .texts("00080023", "DA", note.time().format(DATE))
                .texts("00080033", "TM", note.time().format(TIME))
                .texts(Tags.MODALITY, "CS", "KO")
                .texts(Tags.SERIES_DESCRIPTION, "LO", Marking.description(DESCRIPTION))
                .items("00081111", new DicomJson[0])
                .texts(Tags.SERIES_INSTANCE_UID, "UI", note.seriesInstanceUid())
                .texts("00200011", "IS", Integer.toString(note.seriesNumber()))
                .texts("00200013", "IS", "1");
        SHARED.stream().filter(image::has).forEach(tag -> document.node()
                .set(tag, image.node().get(tag).deepCopy()));
        return document.items("0040A375", evidence(rejected))
                .texts("0040A040", "CS", "CONTAINER")
                .items("0040A043", code("113001", "Rejected for Quality Reasons"))
                .texts("0040A050", "CS", "SEPARATE")
                .items(
                        "0040A504",
                        DicomJson.empty().texts("00080105", "CS", "DCMR").texts("0040DB00", "CS", "2010"))
                .items("0040A730", content(rejected));
    }

    /** Current Requested Procedure Evidence Sequence: the study, its series, their instances. */
    private static DicomJson evidence(List<MarkedFile> rejected) {
        Map<String, List<DicomJson>> bySeries = new LinkedHashMap<>();
        for (MarkedFile file : rejected) {
            bySeries.computeIfAbsent(file.seriesInstanceUid(), uid -> new ArrayList<>())
                    .add(reference(file));
        }
        DicomJson[] series = bySeries.entrySet().stream()
                .map(entry -> DicomJson.empty()
                        .items("00081199", entry.getValue().toArray(DicomJson[]::new))
                        .texts(Tags.SERIES_INSTANCE_UID, "UI", entry.getKey()))
                .toArray(DicomJson[]::new);
        return DicomJson.empty()
                .items("00081115", series)
                .texts(Tags.STUDY_INSTANCE_UID, "UI", rejected.get(0).studyInstanceUid());
    }

    private static DicomJson[] content(List<MarkedFile> rejected) {
        List<DicomJson> content = new ArrayList<>();
        content.add(DicomJson.empty()
                .texts("0040A010", "CS", "CONTAINS")
                .texts("0040A040", "CS", "TEXT")
                .items("0040A043", code("113012", "Key Object Description"))
                .texts("0040A160", "UT", Marking.description(DESCRIPTION)));
        for (MarkedFile file : rejected) {
            content.add(DicomJson.empty()
                    .items("00081199", reference(file))
                    .texts("0040A010", "CS", "CONTAINS")
                    .texts("0040A040", "CS", "IMAGE"));
        }
        return content.toArray(DicomJson[]::new);
    }

    private static DicomJson reference(MarkedFile file) {
        return DicomJson.empty()
                .texts("00081150", "UI", file.sopClassUid())
                .texts("00081155", "UI", file.sopInstanceUid());
    }

    private static DicomJson code(String value, String meaning) {
        return DicomJson.empty()
                .texts(Tags.CODE_VALUE, "SH", value)
                .texts(Tags.CODING_SCHEME_DESIGNATOR, "SH", "DCM")
                .texts(Tags.CODE_MEANING, "LO", meaning);
    }
}
