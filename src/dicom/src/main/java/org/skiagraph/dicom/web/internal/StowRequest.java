package org.skiagraph.dicom.web.internal;

import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.web.WebSettings;
import org.skiagraph.dicom.web.WebTarget;

/** Store requests to one server: POST of multipart/related (PS3.18 10.5.1), read from the disk while it is sent. */
public final class StowRequest {
    private static final int LOOK_MILLIS = 100;

    private final WebTarget target;
    private final WebSettings settings;
    private final HttpClient client;
    private final URI studies;

    public StowRequest(WebTarget target, WebSettings settings) {
        this.target = target;
        this.settings = settings;
        this.studies = URI.create(target.uri().toString().replaceAll("/+$", "") + "/studies");
        this.client = WebClient.of(target, settings.connectTimeout());
    }

    WebTarget target() {
        return target;
    }

    /**
     * Sends files in one request.
     *
     * @throws ServerTrouble if no answer comes
     * @throws FileNotFoundException if one of them has gone
     */
    Answer send(List<MarkedFile> files) throws ServerTrouble, FileNotFoundException {
        Activity activity = new Activity();
        String boundary = UUID.randomUUID().toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(studies)
                .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=" + boundary)
                .header("Accept", "application/dicom+json")
                .POST(activity.watched(body(files, boundary)));
        target.authentication().header().ifPresent(value -> request.header("Authorization", value));
        CompletableFuture<HttpResponse<byte[]>> future =
                client.sendAsync(request.build(), headers -> new BoundedBody(activity));
        return AnswerReader.read(await(future, activity));
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> future, Activity activity)
            throws ServerTrouble {
        try {
            while (activity.nanosSince() < settings.responseTimeout().toNanos()) {
                Optional<HttpResponse<byte[]>> response = look(future);
                if (response.isPresent()) {
                    return response.get();
                }
            }
            throw ServerTrouble.silent(target, settings.responseTimeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            throw ServerTrouble.of(e.getCause(), target);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerTrouble.interrupted(target, e);
        } finally {
            future.cancel(true);
        }
    }

    /** Waits a moment, after which it is time to look again whether something has moved. */
    private static <T> Optional<T> look(CompletableFuture<T> future) throws ExecutionException, InterruptedException {
        try {
            return Optional.of(future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    private static BodyPublisher body(List<MarkedFile> files, String boundary) throws FileNotFoundException {
        List<BodyPublisher> parts = new ArrayList<>();
        for (MarkedFile file : files) {
            parts.add(text("--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n"));
            parts.add(BodyPublishers.ofFile(file.file()));
            parts.add(text("\r\n"));
        }
        parts.add(text("--" + boundary + "--\r\n"));
        return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.US_ASCII));
    }
}
