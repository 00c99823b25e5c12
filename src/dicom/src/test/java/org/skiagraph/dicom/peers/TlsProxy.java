package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.net.Socket;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.dicom.tls.internal.TlsContext;

/** TLS on loopback before a peer that knows none. */
public final class TlsProxy extends Line {
    private final TlsContext tls;

    /**
     * @param tls with the certificate that it shows
     * @param target port on loopback of the peer
     */
    public TlsProxy(Tls tls, int target) {
        super(target);
        this.tls = TlsContext.of(tls);
        open();
    }

    @Override
    void connect(Socket plain, Socket peer) throws IOException {
        Socket caller = tls.server(plain);
        daemon(() -> carry(caller, peer));
        daemon(() -> carry(peer, caller));
    }
}
