package org.skiagraph.dicom.network;

import org.skiagraph.domain.Rejected;

/**
 * A DICOM application entity to talk to.
 *
 * @param calledAeTitle 1 to 16 characters of the AE VR (PS3.5 6.2), surrounding blanks removed
 * @param host name or address; an IPv6 address without its brackets
 * @param port 1 to 65535
 * @param callingAeTitle our own
 */
public record Peer(String calledAeTitle, String host, int port, String callingAeTitle) {
    private static final int LONGEST_TITLE = 16;
    private static final String FORM =
            "Write AET@host:port, such as ARCHIVE@pacs.example:104 or ARCHIVE@[::1]:104 for an IPv6 address";

    /** @throws Rejected naming what is no title, host or port */
    public Peer {
        calledAeTitle = title("called AE title", calledAeTitle);
        callingAeTitle = title("calling AE title", callingAeTitle);
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || "[]@/\\".indexOf(c) >= 0)) {
            throw new Rejected("peer", "\"" + host + "\" is no host name or address", FORM);
        }
        if (port < 1 || port > 65535) {
            throw new Rejected("peer", "port " + port + " is not from 1 to 65535", FORM);
        }
    }

    /**
     * Reads {@code AET@host:port}.
     *
     * @param callingAeTitle our own title
     * @throws Rejected naming the part that is wrong
     */
    public static Peer parse(String text, String callingAeTitle) {
        // A title may hold an @ itself, a host may not.
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw malformed(text, "has no @ between AE title and host");
        }
        String address = text.substring(at + 1).strip();
        int colon = address.lastIndexOf(':');
        if (colon < 0 || address.endsWith("]")) {
            throw malformed(text, "has no :port after the host");
        }
        String host = host(text, address.substring(0, colon));
        return new Peer(text.substring(0, at), host, port(text, address.substring(colon + 1)), callingAeTitle);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return calledAeTitle + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static String host(String text, String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        if (host.contains(":")) {
            throw malformed(text, "has more than one colon after the @, so that host and port cannot be told apart");
        }
        return host;
    }

    private static int port(String text, String port) {
        if (!port.matches("[0-9]{1,5}")) {
            throw malformed(text, "has \"" + port + "\" where a port from 1 to 65535 belongs");
        }
        return Integer.parseInt(port);
    }

    private static String title(String where, String title) {
        String trimmed = title.strip();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST_TITLE) {
            throw new Rejected(
                    where,
                    "\"" + trimmed + "\" has " + trimmed.length() + " characters",
                    "Give an AE title of 1 to 16 characters. " + FORM);
        }
        if (!trimmed.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '\\')) {
            throw new Rejected(
                    where,
                    "\"" + trimmed + "\" holds a character that an AE title must not have",
                    "Use letters, digits and punctuation of ASCII, without backslash and control characters. " + FORM);
        }
        return trimmed;
    }

    private static Rejected malformed(String text, String what) {
        return new Rejected("peer", "\"" + text + "\" " + what, FORM);
    }
}
