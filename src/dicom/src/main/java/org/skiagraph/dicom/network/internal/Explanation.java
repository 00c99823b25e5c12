package org.skiagraph.dicom.network.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.aoju.bus.image.metric.internal.pdu.AAbort;
import org.aoju.bus.image.metric.internal.pdu.AAssociateRJ;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.tls.internal.TlsTrouble;

/** Says in words why there is no association, or none any more. */
final class Explanation {
    private static final String ADDRESS = "Check host and port, and that the peer is running";

    private Explanation() {}

    static PeerTrouble ofNoAssociation(
            Exception e, Peer peer, NetworkSettings settings, boolean encrypted, Duration elapsed) {
        if (e instanceof AAssociateRJ rejection) {
            return Rejection.explain(rejection, peer);
        }
        if (e instanceof AAbort abort) {
            return elapsed.compareTo(settings.associationTimeout()) >= 0
                    ? silent(settings.associationTimeout(), e)
                    : new PeerTrouble(
                            "aborts the association while it is negotiated" + by(abort), "Look into the peer's log", e);
        }
        Optional<TlsTrouble> tls = TlsTrouble.in(e, peer.host());
        if (tls.isPresent()) {
            return new PeerTrouble(tls.get().what(), tls.get().remedy(), e);
        }
        if (e instanceof UnknownHostException) {
            return new PeerTrouble("the name " + peer.host() + " cannot be resolved", "Check the host name", e);
        }
        if (e instanceof SocketTimeoutException) {
            return new PeerTrouble(
                    "no connection within " + seconds(settings.connectTimeout()),
                    ADDRESS + ", and that no firewall is between",
                    e);
        }
        if (e instanceof NoRouteToHostException) {
            return new PeerTrouble("there is no route to the host", ADDRESS, e);
        }
        if (e instanceof ConnectException) {
            return new PeerTrouble("connection refused: nothing listens there", ADDRESS, e);
        }
        if (e instanceof IOException) {
            return closed(e, encrypted);
        }
        return new PeerTrouble("cannot be connected to: " + e.getMessage(), ADDRESS, e);
    }

    /** TLS 1.3 asks for a certificate at its end, so that a peer that misses ours may be known by this alone. */
    private static PeerTrouble closed(Exception e, boolean encrypted) {
        return encrypted
                ? new PeerTrouble(
                        "closes the connection after the TLS handshake: it may ask for a certificate that we do not have,"
                                + " or not know ours",
                        "Configure a certificate and key that the peer accepts, or look into the peer's log",
                        e)
                : new PeerTrouble(
                        "closes the connection while the association is negotiated",
                        "Check that a DICOM peer listens on this port, with TLS only if we use it too",
                        e);
    }

    static PeerTrouble ofLostAssociation(Exception e, IOException known, boolean timedOut, Duration responseTimeout) {
        if (timedOut) {
            return silent(responseTimeout, e);
        }
        Exception reason = known != null ? known : e;
        if (reason instanceof AAbort abort) {
            return new PeerTrouble(
                    "aborted the association before it answered" + by(abort), "Look into the peer's log", e);
        }
        String how = reason instanceof EOFException ? "closed the connection" : "lost the connection";
        return new PeerTrouble(how + " before it answered", "Send it again", e);
    }

    private static PeerTrouble silent(Duration timeout, Exception e) {
        return new PeerTrouble(
                "gave no sign of life within " + seconds(timeout), "Check the peer, or allow it more time", e);
    }

    private static String by(AAbort abort) {
        return abort.getSource() == AAbort.UL_SERIVE_PROVIDER
                ? " (by its protocol machine, reason " + abort.getReason() + ")"
                : "";
    }

    private static String seconds(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
