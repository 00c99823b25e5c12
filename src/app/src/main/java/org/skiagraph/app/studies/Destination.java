package org.skiagraph.app.studies;

import java.util.function.Supplier;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.domain.Rejected;

/** Reads peers and titles, naming the option or setting that held them. */
public final class Destination {
    private static final String ANY_HOST = "localhost";
    private static final int ANY_PORT = 104;

    private Destination() {}

    /**
     * @param text "AET@host:port"
     * @param callingAeTitle our own title
     * @throws Rejected if the text is not of that form
     */
    public static Peer parse(String where, String text, String callingAeTitle) {
        return named(where, () -> Peer.parse(text, callingAeTitle));
    }

    /** @throws Rejected if it is no AE title (PS3.5 6.2) */
    public static String title(String where, String title) {
        return named(where, () -> new Peer(title, ANY_HOST, ANY_PORT, title)).calledAeTitle();
    }

    private static Peer named(String where, Supplier<Peer> reading) {
        try {
            return reading.get();
        } catch (Rejected e) {
            throw new Rejected(where, e.what(), e.remedy(), e);
        }
    }
}
