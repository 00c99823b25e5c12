package org.skiagraph.dicom.network;

import java.util.List;

/**
 * What a worklist answers.
 *
 * @param entries that are as they should be
 * @param unusable for each of the others what is wrong with it, a sentence without full stop that quotes nothing
 */
public record WorklistAnswers(List<WorklistEntry> entries, List<String> unusable) {
    public WorklistAnswers {
        entries = List.copyOf(entries);
        unusable = List.copyOf(unusable);
    }
}
