package org.skiagraph.dicom.tls.internal;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Fatal;

/** {@link Tls} with its files read. */
public final class TlsContext {
    private static final char[] NO_PASSWORD = {};

    private final Tls tls;
    private final SSLContext context;

    private TlsContext(Tls tls, SSLContext context) {
        this.tls = tls;
        this.context = context;
    }

    /** @throws org.skiagraph.domain.Rejected naming the file that is not what it should be */
    public static TlsContext of(Tls tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls), trust(tls), null);
            return new TlsContext(tls, context);
        } catch (GeneralSecurityException | IOException e) {
            throw new Fatal("tls", "this Java cannot do TLS: " + e.getMessage(), "Use another Java", e);
        }
    }

    public SSLContext context() {
        return context;
    }

    /** For a client: protocols, and the host's name. */
    public SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(tls.protocols().toArray(String[]::new));
        if (tls.checkHostName()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    /** The client's side over a socket that is connected; no handshake yet. */
    public SSLSocket client(Socket connected, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(connected, host, port, true);
        socket.setSSLParameters(parameters());
        return socket;
    }

    /** The server's side; whoever names authorities that he trusts wants a certificate of them. */
    public SSLSocket server(Socket accepted) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(tls.protocols().toArray(String[]::new));
        socket.setNeedClientAuth(tls.trusted().isPresent());
        return socket;
    }

    /** Shakes hands. */
    public static void handshake(SSLSocket socket, Duration timeout) throws IOException {
        socket.setSoTimeout((int) timeout.toMillis());
        try {
            socket.startHandshake();
        } catch (SocketTimeoutException e) {
            throw new SSLException(TlsTrouble.SILENT, e);
        } catch (SocketException e) {
            throw new SSLException(TlsTrouble.CLOSED, e);
        }
        socket.setSoTimeout(0);
    }

    private static KeyManager[] keys(Tls tls) throws GeneralSecurityException, IOException {
        if (tls.certificateChain().isEmpty()) {
            return new KeyManager[0];
        }
        KeyStore store = empty();
        Identity identity =
                Identity.read(tls.certificateChain().get(), tls.privateKey().orElseThrow());
        store.setKeyEntry("own", identity.key(), NO_PASSWORD, identity.chain());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(Tls tls) throws GeneralSecurityException, IOException {
        KeyStore store = null;
        if (tls.trusted().isPresent()) {
            store = empty();
            X509Certificate[] trusted = Pem.certificates(tls.trusted().get());
            for (int i = 0; i < trusted.length; i++) {
                store.setCertificateEntry("trusted" + i, trusted[i]);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
