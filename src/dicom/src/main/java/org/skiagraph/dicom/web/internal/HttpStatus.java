package org.skiagraph.dicom.web.internal;

import java.util.Set;

/** What HTTP's status means where the answer does not name an instance (PS3.18 Table 10.5.3-1, RFC 9110). */
final class HttpStatus {
    private static final Set<Integer> ABOUT_INSTANCES = Set.of(400, 409, 413, 415, 422);
    private static final Set<Integer> ABOUT_THE_REQUEST_AS_A_WHOLE = Set.of(400, 413);

    private HttpStatus() {}

    /** Whether the instances are at fault, so that they will fail again. */
    static boolean isAboutInstances(int status) {
        return ABOUT_INSTANCES.contains(status);
    }

    /** Whether fewer instances may do better: one of them may be the one at fault, or all of them too much. */
    static boolean isWorthSplitting(int status) {
        return ABOUT_THE_REQUEST_AS_A_WHOLE.contains(status);
    }

    /** Whether the next request will fare no better for now: it is not about what was sent. */
    static boolean endsTheSending(int status) {
        return status / 100 == 3 || (status / 100 == 4 && !isAboutInstances(status)) || status == 503 || status == 507;
    }

    static String words(int status) {
        String words =
                switch (status) {
                    case 400 -> "the server finds the request malformed";
                    case 401 -> "the server does not accept our token or password, or asks for one. Renew it";
                    case 403 -> "the server does not allow us to store. Ask its operator";
                    case 404, 405 -> "the server takes no studies at this address. Check it";
                    case 409 -> "the server conflicts with the instance and stores none of it";
                    case 413 -> "the server finds it too large";
                    case 415 -> "the server does not take this kind of instance or transfer syntax";
                    case 422 -> "the server cannot process it";
                    case 429 -> "the server is asked too often";
                    case 503 -> "the server is unavailable for now";
                    case 507 -> "the server is full";
                    default -> family(status);
                };
        return words + " (HTTP " + status + ")";
    }

    private static String family(int status) {
        return switch (status / 100) {
            case 2 -> "the server does not say that it stored it; one whose disk is full answers so";
            case 3 -> "the server sends us to another address. Use that one";
            case 4 -> "the server refuses the request";
            default -> "the server failed";
        };
    }
}
