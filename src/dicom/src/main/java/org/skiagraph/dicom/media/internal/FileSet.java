package org.skiagraph.dicom.media.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;

/** The records of a DICOMDIR as the tree that they are: patients, studies, series, instances. */
public final class FileSet {
    private final String instanceUid;
    private final List<Node> patients = new ArrayList<>();

    /** @param instanceUid of the DICOMDIR itself */
    FileSet(String instanceUid) {
        this.instanceUid = instanceUid;
    }

    /** A record and those below it. */
    record Node(DicomJson keys, List<Node> children) {
        Node(DicomJson keys) {
            this(keys, new ArrayList<>());
        }

        boolean is(String tag, String value) {
            return keys.text(tag).orElse("").equals(value);
        }
    }

    String instanceUid() {
        return instanceUid;
    }

    List<Node> patients() {
        return patients;
    }

    /** Adds an instance unless it is there. Returns its file ID: components of at most 8 characters (PS3.10 8.5). */
    public List<String> add(MarkedFile file) {
        DicomJson dataset = DirectoryRecords.datasetOf(file.file());
        Node patient = within(patients, Tags.PATIENT_ID, DirectoryRecords.patient(dataset));
        Node study = within(patient.children(), Tags.STUDY_INSTANCE_UID, DirectoryRecords.study(dataset));
        Node series = within(study.children(), Tags.SERIES_INSTANCE_UID, DirectoryRecords.series(dataset));
        Optional<Node> known = find(series.children(), DirectoryRecords.REFERENCED_SOP_INSTANCE, file.sopInstanceUid());
        if (known.isPresent()) {
            return known.get().keys().texts(DirectoryRecords.REFERENCED_FILE_ID);
        }
        List<String> fileId = List.of(
                "DICOM",
                named("PA", patients.indexOf(patient)),
                named("ST", patient.children().indexOf(study)),
                named("SE", study.children().indexOf(series)),
                named("IM", series.children().size()));
        series.children().add(new Node(DirectoryRecords.instance(dataset, file, fileId)));
        return fileId;
    }

    /** The node with the same key; the new one is added if there is none. */
    private static Node within(List<Node> nodes, String tag, DicomJson keys) {
        return find(nodes, tag, keys.text(tag).orElse("")).orElseGet(() -> {
            Node added = new Node(keys);
            nodes.add(added);
            return added;
        });
    }

    private static Optional<Node> find(List<Node> nodes, String tag, String value) {
        return nodes.stream().filter(node -> node.is(tag, value)).findFirst();
    }

    private static String named(String prefix, int index) {
        return String.format(Locale.ROOT, "%s%06d", prefix, index + 1);
    }
}
