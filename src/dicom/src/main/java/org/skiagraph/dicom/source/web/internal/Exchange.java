package org.skiagraph.dicom.source.web.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.tls.internal.TlsTrouble;
import org.skiagraph.dicom.web.WebTarget;
import org.skiagraph.dicom.web.internal.WebClient;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Asks and reads answers, none of them without bounds. What is told of a failure is the host and the status, never a UID. */
public final class Exchange {
    private static final int LONGEST_SEARCH = 1 << 20;
    private static final int NO_CONTENT = 204;
    private static final String JSON = "application/dicom+json";
    private static final String MULTIPART = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

    private final HttpClient client;
    private final WebTarget target;
    private final Duration timeout;

    /**
     * @param client for the target
     * @param timeout until an answer begins
     */
    public Exchange(HttpClient client, WebTarget target, Duration timeout) {
        this.client = client;
        this.target = target;
        this.timeout = timeout;
    }

    /** QIDO-RS (PS3.18 10.6). */
    public JsonNode search(URI address) {
        HttpResponse<InputStream> response = ask(address, JSON);
        try (InputStream body = new GuardedStream(response.body(), timeout)) {
            byte[] bytes = body.readNBytes(LONGEST_SEARCH + 1);
            if (response.statusCode() == NO_CONTENT || bytes.length == 0) {
                return DicomJson.MAPPER.createArrayNode();
            }
            if (bytes.length > LONGEST_SEARCH || !(DicomJson.MAPPER.readTree(bytes) instanceof ArrayNode found)) {
                throw new Rejected(
                        address.getHost(), "its answer is no DICOM JSON", "Check the address of its DICOMweb");
            }
            return found;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new Rejected(
                    address.getHost(), "its answer is no DICOM JSON", "Check the address of its DICOMweb", e);
        } catch (IOException e) {
            throw lost(address, e);
        }
    }

    /** WADO-RS (PS3.18 10.4). */
    public void retrieve(URI address, Path file) {
        HttpResponse<InputStream> response = ask(address, MULTIPART);
        String type = response.headers().firstValue("Content-Type").orElse("");
        try (InputStream body = new GuardedStream(response.body(), timeout)) {
            SinglePart.write(type, body, file);
        } catch (SinglePart.NotOne e) {
            throw new Rejected(address.getHost(), e.getMessage(), "Ask its operator for WADO-RS", e);
        } catch (IOException e) {
            throw lost(address, e);
        }
    }

    private HttpResponse<InputStream> ask(URI address, String accept) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(timeout).header("Accept", accept);
        target.authentication().header().ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 != 2) {
                response.body().close();
                throw refused(address, response.statusCode());
            }
            return response;
        } catch (IOException e) {
            throw lost(address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Retryable(address.getHost(), "the wait for its answer was interrupted", "Try again", e);
        }
    }

    private static Failure refused(URI address, int status) {
        String what = "it answers with HTTP status " + status;
        if (status >= 500 || status == 408 || status == 429) {
            return new Retryable(address.getHost(), what, "Try again later, or look into its log");
        }
        boolean unknown = status == 401 || status == 403;
        return new Rejected(
                address.getHost(),
                what,
                unknown
                        ? "Configure a token, or user and password, with which we may read from it"
                        : "Check the address of its DICOMweb, and whether we may read from it");
    }

    private Retryable lost(URI address, IOException e) {
        TlsTrouble trouble = TlsTrouble.in(e, address.getHost())
                .orElseGet(() -> new TlsTrouble(
                        "no answer comes, or not all of it" + WebClient.perhaps(target),
                        "Check that it runs, and try again"));
        return new Retryable(address.getHost(), trouble.what(), trouble.remedy(), e);
    }
}
