package org.skiagraph.dicom.marking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.Part10;
import org.skiagraph.dicom.marking.internal.RecordJson;
import org.skiagraph.dicom.template.internal.ValueRules;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.Rejected;

/** Reads marking and record back. A file counts as ours if every mark is there that nothing on its way may remove. */
public final class MarkingReader implements MarkedFiles {
    @Override
    public MarkedFile read(Path file) {
        Part10.Header header = header(file);
        DicomJson dataset = header.dataset();
        List<String> marks = marks(file, dataset);
        return new MarkedFile(
                file,
                uid(file, dataset, Tags.STUDY_INSTANCE_UID),
                uid(file, dataset, Tags.SERIES_INSTANCE_UID),
                uid(file, dataset, Tags.SOP_INSTANCE_UID),
                uid(file, dataset, Tags.SOP_CLASS_UID),
                header.transferSyntaxUid(),
                record(file, dataset),
                marks);
    }

    private static Part10.Header header(Path file) {
        try {
            return Part10.readHeader(file);
        } catch (IOException | RuntimeException e) {
            throw new Rejected(file.toString(), "it is not a DICOM file that can be read", "Name a DICOM file", e);
        }
    }

    /** UIDs become names of files, and keys of others' databases. */
    private static String uid(Path file, DicomJson dataset, String tag) {
        String uid = dataset.text(tag).orElse("");
        if (uid.isEmpty() || ValueRules.fault("UI", uid).isPresent()) {
            throw new Rejected(
                    file.toString(),
                    "one of its UIDs is none (PS3.5 9.1): " + DicomJson.readable(tag),
                    "Name only what Skiagraph wrote");
        }
        return uid;
    }

    private static List<String> marks(Path file, DicomJson dataset) {
        List<String> marks = new ArrayList<>();
        require(file, marks, dataset, Tags.SYNTHETIC_DATA, "SyntheticData", "YES");
        if (!dataset.text(Tags.SOP_CLASS_UID).orElse("").equals(Tags.KEY_OBJECT_SELECTION)) {
            require(file, marks, dataset, Tags.IMAGE_TYPE, "ImageType", "DERIVED");
        }
        require(file, marks, dataset, Tags.CONTENT_QUALIFICATION, "ContentQualification", "RESEARCH");
        requireStart(file, marks, dataset, Tags.SERIES_DESCRIPTION, "SeriesDescription");
        requireStart(file, marks, dataset, Tags.STUDY_DESCRIPTION, "StudyDescription");
        require(file, marks, dataset, Tags.ISSUER_OF_PATIENT_ID, "IssuerOfPatientID", Marking.ISSUER);
        boolean equipment = dataset.items(Tags.CONTRIBUTING_EQUIPMENT_SEQUENCE).stream()
                .flatMap(item -> item.items(Tags.PURPOSE_OF_REFERENCE_CODE_SEQUENCE).stream())
                .anyMatch(code -> code.text(Tags.CODE_VALUE).orElse("").equals("109100"));
        if (!equipment) {
            throw unmarked(file, "ContributingEquipmentSequence names no synthesizing equipment");
        }
        marks.add("ContributingEquipmentSequence (0018,A001) names Synthesizing Equipment (109100, DCM)");
        return marks;
    }

    private static void require(
            Path file, List<String> marks, DicomJson dataset, String tag, String keyword, String value) {
        String found = dataset.text(tag).orElse("");
        if (!found.equals(value)) {
            throw unmarked(file, keyword + " " + DicomJson.readable(tag) + " is not " + value);
        }
        marks.add(keyword + " " + DicomJson.readable(tag) + " = " + value);
    }

    private static void requireStart(Path file, List<String> marks, DicomJson dataset, String tag, String keyword) {
        if (!dataset.text(tag).orElse("").startsWith(Marking.WORD)) {
            throw unmarked(file, keyword + " " + DicomJson.readable(tag) + " does not begin with " + Marking.WORD);
        }
        marks.add(keyword + " " + DicomJson.readable(tag) + " begins with " + Marking.WORD);
    }

    private static GenerationRecord record(Path file, DicomJson dataset) {
        if (!dataset.text(Tags.PRIVATE_CREATOR).orElse("").equals(Marking.CREATOR)) {
            throw unmarked(file, "it has no private block of Skiagraph");
        }
        String form = dataset.text(Tags.PRIVATE_RECORD_FORM).orElse("");
        if (!form.equals(Marking.RECORD_FORM)) {
            throw new Rejected(
                    file.toString(),
                    "its generation record has form \"" + form + "\", and this version knows form "
                            + Marking.RECORD_FORM,
                    "Use the version of Skiagraph that wrote it, or a newer one");
        }
        try {
            return RecordJson.read(dataset.text(Tags.PRIVATE_RECORD).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new Rejected(
                    file.toString(), "its generation record is missing or damaged", "Generate the study again", e);
        }
    }

    private static Rejected unmarked(Path file, String what) {
        return new Rejected(
                file.toString(),
                "it is not marked as synthetic by Skiagraph: " + what,
                "Send only what Skiagraph wrote");
    }
}
