package org.skiagraph.dicom.web.internal;

import java.util.Optional;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.network.internal.StoreStatus;

/** What an answer means for one instance. */
final class Verdict {
    private static final int NO_STATUS = -1;

    private Verdict() {}

    static Outcome of(MarkedFile file, Answer answer) {
        String uid = file.sopInstanceUid();
        if (answer.failed().containsKey(uid)) {
            return failed(file, answer.failed().get(uid));
        }
        if (answer.stored().containsKey(uid)) {
            int warning = answer.stored().get(uid);
            return outcome(
                    file,
                    warning == 0 ? Kind.STORED : Kind.WARNING,
                    warning,
                    warning == 0 ? "stored" : StoreStatus.detail(warning, ""));
        }
        // Where the answer names others, its status is about them.
        boolean atFault = answer.saysNothingOfInstances() && HttpStatus.isAboutInstances(answer.status());
        Kind kind = atFault ? Kind.FAILED : Kind.RETRYABLE;
        return new Outcome(file.file(), uid, kind, NO_STATUS, HttpStatus.words(answer.status()), answer.retryAfter());
    }

    private static Outcome failed(MarkedFile file, int reason) {
        if (reason < 0) {
            return outcome(file, Kind.FAILED, NO_STATUS, "the server failed to store it and gives no reason");
        }
        Kind kind = StoreStatus.kind(reason);
        // Among the failures a warning, or success, is a failure all the same.
        return outcome(
                file, kind == Kind.RETRYABLE ? kind : Kind.FAILED, reason, StoreStatus.detail(reason, "not stored"));
    }

    static Outcome notSent(MarkedFile file, String why, Optional<Answer> after) {
        return new Outcome(
                file.file(), file.sopInstanceUid(), Kind.RETRYABLE, NO_STATUS, why, after.flatMap(Answer::retryAfter));
    }

    private static Outcome outcome(MarkedFile file, Kind kind, int status, String detail) {
        return new Outcome(file.file(), file.sopInstanceUid(), kind, status, detail);
    }
}
