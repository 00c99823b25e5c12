package org.skiagraph.dicom.web.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import org.skiagraph.dicom.tls.internal.TlsTrouble;
import org.skiagraph.dicom.web.WebTarget;

/** No answer. */
final class ServerTrouble extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String ADDRESS = "Check the address, and that the server is running";

    private final boolean unreachable;

    private ServerTrouble(String message, boolean unreachable, Throwable cause) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    /** Whether the next request will fare no better. */
    boolean unreachable() {
        return unreachable;
    }

    static ServerTrouble silent(WebTarget target, String howLong) {
        return new ServerTrouble(
                target + " gave no sign of life within " + howLong + ". Check the server, or allow it more time",
                false,
                null);
    }

    static ServerTrouble interrupted(WebTarget target, InterruptedException e) {
        return new ServerTrouble(target + " was waited for, until that was interrupted. Try again", true, e);
    }

    static ServerTrouble of(Throwable e, WebTarget target) {
        Optional<TlsTrouble> tls = TlsTrouble.in(e, target.uri().getHost());
        if (tls.isPresent()) {
            return unreachable(target, tls.get().what() + ". " + tls.get().remedy(), e);
        }
        if (e instanceof HttpConnectTimeoutException) {
            return unreachable(target, "takes no connection in time. " + ADDRESS, e);
        }
        if (e instanceof ConnectException) {
            return has(e, UnresolvedAddressException.class)
                    ? unreachable(target, "has a name that cannot be resolved. Check the address", e)
                    : unreachable(target, "refuses the connection: nothing listens there. " + ADDRESS, e);
        }
        String what = e instanceof IOException && String.valueOf(e.getMessage()).startsWith("its answer")
                ? String.valueOf(e.getMessage())
                : "lost the connection before it answered" + WebClient.perhaps(target);
        return new ServerTrouble(target + " " + what + ". Send it again", false, e);
    }

    private static ServerTrouble unreachable(WebTarget target, String what, Throwable e) {
        return new ServerTrouble(target + " " + what, true, e);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (type.isInstance(one)) {
                return true;
            }
        }
        return false;
    }
}
