package org.skiagraph.dicom.network;

/** What a peer says when it is asked to answer for instances (PS3.4 J.3.2). */
public sealed interface CommitmentAnswer {
    /** It has reported on the same association. */
    record Reported(CommitmentReport report) implements CommitmentAnswer {}

    /** It took the request, and has not reported in time: it may do so later, on an association of its own. */
    record Awaited() implements CommitmentAnswer {}

    /**
     * It does not support storage commitment, for these instances or at all: asking again is of no use.
     *
     * @param reason a sentence without its full stop
     */
    record Unsupported(String reason) implements CommitmentAnswer {}
}
