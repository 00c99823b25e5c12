package org.skiagraph.app.rest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What is let in. A browser on this machine runs scripts of every site, and may be told that a site's name means this
 * machine; so the names in Host, the site in Origin and Sec-Fetch-Site, and the type of a body all have to be right.
 */
record RequestRules(Served served) {
    /** The page's files. All else is the API: its router reads a path otherwise than we do ("/api;x/v1"). */
    private static final Pattern PAGE = Pattern.compile("/|/(js/)?[a-z]+\\.[a-z]+");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final List<String> WITH_BODY = List.of("POST", "PUT", "PATCH");
    private static final List<String> READING = List.of("GET", "HEAD");
    private static final List<String> OWN_SITE = List.of("same-origin", "none");

    /**
     * A request's head.
     *
     * @param header value by name, null where there is none
     */
    record Head(String method, String path, UnaryOperator<String> header) {
        String of(String name) {
            return header.apply(name);
        }

        boolean reads() {
            return READING.contains(method);
        }
    }

    /** Why a request is turned away; empty if it is not. */
    Optional<Refusal> refusal(Head head) {
        if (!knowsHost(head.of("Host"))) {
            return refuse(
                    Refusal.MISDIRECTED, "Host", "it is none of this server's names", "Use the address that it told");
        }
        if (head.reads() && PAGE.matcher(head.path()).matches()) {
            return Optional.empty();
        }
        if (isFromElsewhere(head)) {
            return refuse(Refusal.FORBIDDEN, "Origin", "another site's page asks", "Use this server's own page");
        }
        if (served.token()
                .filter(token -> !token.isShownBy(head.of("Authorization")))
                .isPresent()) {
            return refuse(
                    Refusal.NO_TOKEN,
                    "Authorization",
                    "the token is missing or wrong",
                    "Send 'Authorization: Bearer' and the token that the server was started with");
        }
        return body(head);
    }

    private static Optional<Refusal> body(Head head) {
        if (!WITH_BODY.contains(head.method())) {
            return Optional.empty();
        }
        String type = head.of("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            return refuse(Refusal.NOT_JSON, "Content-Type", "it is not application/json", "Send JSON, and say so");
        }
        String length = head.of("Content-Length");
        if (length != null && (length.length() > 9 || Integer.parseInt(length) > Body.MOST_BYTES)) {
            return refuse(
                    Refusal.TOO_LARGE,
                    "body",
                    "it has over " + Body.MOST_BYTES + " bytes",
                    "Send smaller pictures, or fewer");
        }
        return Optional.empty();
    }

    private boolean knowsHost(String given) {
        if (given == null) {
            return false;
        }
        String name = given.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        String own = served.host().contains(":") ? "[" + served.host() + "]" : served.host();
        // One that listens everywhere cannot know its names; its token keeps strangers out.
        return LOOPBACK.contains(name) || name.equalsIgnoreCase(own) || served.isEverywhere();
    }

    private static boolean isFromElsewhere(Head head) {
        String site = head.of("Sec-Fetch-Site");
        if (site != null && !OWN_SITE.contains(site)) {
            return true;
        }
        String origin = head.of("Origin");
        return !head.reads()
                && origin != null
                && !origin.equalsIgnoreCase("http://" + head.of("Host"))
                && !origin.equalsIgnoreCase("https://" + head.of("Host"));
    }

    private static Optional<Refusal> refuse(int status, String where, String what, String remedy) {
        return Optional.of(new Refusal(status, where, what, remedy));
    }
}
