package org.skiagraph.dicom.web.internal;

import java.net.http.HttpClient;
import java.time.Duration;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.dicom.tls.internal.TlsContext;
import org.skiagraph.dicom.web.WebTarget;

/** What asks a DICOMweb server, whether it stores or fetches. */
public final class WebClient {
    private WebClient() {}

    /**
     * With the target's TLS; it follows no redirection, which could carry secrets elsewhere.
     *
     * @throws org.skiagraph.domain.Rejected if the TLS files are not what they should be
     */
    public static HttpClient of(WebTarget target, Duration connectTimeout) {
        // Servers that do not know HTTP 2 stumble over the offer to change to it in a request with a body.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout);
        target.tls().map(TlsContext::of).ifPresent(tls -> builder.sslContext(tls.context())
                .sslParameters(tls.parameters()));
        return builder.build();
    }

    /**
     * What else a lost connection may mean: TLS 1.3 asks for a certificate at its end, so that a server that misses ours may
     * be known by this alone.
     */
    public static String perhaps(WebTarget target) {
        boolean encrypted = "https".equalsIgnoreCase(target.uri().getScheme());
        return encrypted && target.tls().flatMap(Tls::certificateChain).isEmpty()
                ? ": it may ask for a certificate that we do not have"
                : "";
    }
}
