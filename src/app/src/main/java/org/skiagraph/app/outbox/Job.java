package org.skiagraph.app.outbox;

import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.Submission;

/**
 * A study that is to be made and delivered.
 *
 * @param id for people, the first characters of the submission's key
 * @param request with its seed
 * @param routes where its images go
 */
public record Job(String id, StudyRequest request, Submission submission, Routes routes) {
    private static final int ID_LENGTH = 12;

    /** A new one. */
    static Job of(StudyRequest request, Submission submission, Routes routes) {
        String id = submission
                .key()
                .substring(0, Math.min(ID_LENGTH, submission.key().length()));
        return new Job(id, request, submission, routes);
    }
}
