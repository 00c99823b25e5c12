package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.skiagraph.app.failures.Failures;
import org.skiagraph.app.outbox.JobFailure;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/**
 * What went wrong, as RFC 9457 writes it.
 *
 * @param status of HTTP
 */
record Problem(int status, Failure failure) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final int UNPROCESSABLE = 422;
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;

    /** Our messages name options; here they are fields. */
    private static final Pattern DASHES = Pattern.compile("(?<![\\w-])--(?=[a-z])");

    static Problem of(Throwable thrown) {
        if (thrown instanceof Refusal refusal) {
            return new Problem(refusal.status(), refusal.failure());
        }
        Optional<Failure> ours = Failures.in(thrown);
        Failure failure = ours.orElseGet(() -> Failures.unexpected(thrown));
        return new Problem(status(failure), failure);
    }

    private static int status(Failure failure) {
        if (failure instanceof Rejected) {
            return UNPROCESSABLE;
        }
        return failure instanceof Retryable ? UNAVAILABLE : INTERNAL;
    }

    boolean isDefect() {
        return status == INTERNAL;
    }

    ObjectNode tree() {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title())
                .put("status", status)
                .put("detail", fields(failure.getMessage()));
        return tree.setAll(tree(failure));
    }

    /** What, where and remedy. */
    static ObjectNode tree(Failure failure) {
        return tree(failure.where(), failure.what(), failure.remedy());
    }

    /** The same of one that the store has kept. */
    static ObjectNode tree(JobFailure failure) {
        return tree(failure.where(), failure.what(), failure.remedy());
    }

    private static ObjectNode tree(String where, String what, String remedy) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("where", fields(where))
                .put("what", fields(what))
                .put("remedy", fields(remedy));
    }

    private String title() {
        return switch (status) {
            case Refusal.NO_TOKEN -> "A token is needed";
            case Refusal.NOT_FOUND -> "Not found";
            case INTERNAL -> "A defect of ours";
            case UNAVAILABLE -> "Unavailable for now";
            default -> "Rejected";
        };
    }

    private static String fields(String text) {
        return DASHES.matcher(text).replaceAll("");
    }
}
