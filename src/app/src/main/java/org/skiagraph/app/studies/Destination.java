package org.skiagraph.app.studies;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.domain.Rejected;

/** Reads "AET@host:port"; an IPv6 address stands in brackets. */
public final class Destination {
    private static final Pattern FORM = Pattern.compile("([^@]*)@(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
    private static final String EXAMPLE = "Write it as AET@host:port, such as ORTHANC@127.0.0.1:4242";

    private Destination() {}

    /**
     * @param callingAeTitle our own title
     * @throws Rejected if the text is not of that form
     */
    public static Peer parse(String where, String text, String callingAeTitle) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new Rejected(where, "'" + text + "' is no destination", EXAMPLE);
        }
        int port = Integer.parseInt(matcher.group(3));
        if (port < 1 || port > 65535) {
            throw new Rejected(where, "port " + port + " is outside 1 to 65535", EXAMPLE);
        }
        String host = matcher.group(2).replaceAll("[\\[\\]]", "");
        return new Peer(AeTitle.require(where, matcher.group(1)), host, port, callingAeTitle);
    }

    /** The peer as it was written. */
    public static String text(Peer peer) {
        String host = peer.host().contains(":") ? "[" + peer.host() + "]" : peer.host();
        return peer.calledAeTitle() + "@" + host + ":" + peer.port();
    }
}
