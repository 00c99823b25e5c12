package org.skiagraph.app.cohorts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.skiagraph.app.files.Digests;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.segmentation.SegmentationPlan;

/**
 * What the tables say of one image. Paths are from the cohort's directory on; {@code file_name} comes first, as an
 * imagefolder wants.
 *
 * @param study folder that the image will be in
 */
record ImageEntry(ObjectNode node, String study) {

    static ImageEntry of(MadeRow made, Instance instance) {
        Row row = made.row().row();
        String study = made.study();
        StudyResult result = made.result();
        ObjectNode node = Trees.object();
        node.put("file_name", study + "/" + instance.preview().getFileName());
        node.put("text", text(row, made.prompt()));
        node.put("split", made.row().split());
        node.put("row", row.number());
        node.put("dicom", study + "/" + instance.file().getFileName());
        node.put("segmentation", "");
        node.putArray("masks");
        row.values().forEach((column, value) -> {
            if (Columns.isLabel(column)) {
                made.numeric().put(node, column, value);
            }
        });
        node.put("prompt", made.prompt());
        node.put("negative_prompt", result.settings().negativePrompt().orElse(""));
        node.put("seed", result.seed());
        node.put("model", result.model());
        node.put("template", result.template());
        node.put("run_id", made.runId());
        node.put("study_uid", instance.studyInstanceUid());
        node.put("series_uid", instance.seriesInstanceUid());
        node.put("sop_uid", instance.sopInstanceUid());
        node.put("segmentation_uid", "");
        try {
            node.put("sha256", Digests.hex(instance.file()));
            node.put("png_sha256", Digests.hex(instance.preview()));
        } catch (IOException e) {
            throw WholeFile.failed(instance.file(), e);
        }
        return new ImageEntry(node, study);
    }

    void lesion(Path segmentation, String mask, SegmentationPlan plan) {
        node.put("segmentation", study + "/" + segmentation.getFileName());
        node.putArray("masks").add(mask);
        node.put("segmentation_uid", plan.uids().sopInstance());
    }

    /** What the image shows: in the cohort's own words, else the prompt, else its labels. */
    private static String text(Row row, String prompt) {
        if (row.value(Columns.TEXT).isPresent() || !prompt.isEmpty()) {
            return row.value(Columns.TEXT).orElse(prompt);
        }
        return row.values().entrySet().stream()
                .filter(entry ->
                        Columns.isLabel(entry.getKey()) && !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
