package org.skiagraph.dicom.network.internal;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.aoju.bus.core.exception.InternalException;
import org.aoju.bus.image.metric.Connection;
import org.skiagraph.dicom.tls.internal.TlsContext;

/** TCP with TLS over it. The toolkit's own does not look at the host's name, and waits for a handshake for ever. */
final class TlsConnection extends Connection {
    private static final long serialVersionUID = 1L;

    private final transient TlsContext tls;
    private final transient Duration handshakeTimeout;

    TlsConnection(TlsContext tls, Duration handshakeTimeout) {
        this.tls = tls;
        this.handshakeTimeout = handshakeTimeout;
    }

    @Override
    public Socket connect(Connection remote) throws IOException, InternalException, GeneralSecurityException {
        Socket plain = super.connect(remote);
        try {
            SSLSocket encrypted = tls.client(plain, remote.getHostname(), remote.getPort());
            TlsContext.handshake(encrypted, handshakeTimeout);
            return encrypted;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }
}
