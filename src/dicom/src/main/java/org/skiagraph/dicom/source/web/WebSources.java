package org.skiagraph.dicom.source.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.dicom.source.web.internal.Exchange;
import org.skiagraph.dicom.web.internal.WebClient;
import org.skiagraph.domain.Rejected;

/** Fetches one image of a PACS. What it fetches is a patient's: read it through {@code Sources}, and take it away again. */
public final class WebSources {
    private final SourceServer server;

    public WebSources(SourceServer server) {
        this.server = server;
    }

    /**
     * Looks for the image and fetches it as it is stored.
     *
     * @param file that the image is written into; it must not exist, and its directory be nobody else's
     * @throws Rejected if there is no such image, or more than one
     * @throws org.skiagraph.domain.Retryable if the server cannot be reached, or not now
     */
    public void fetch(SourceQuery query, Path file) {
        HttpClient client = WebClient.of(server.target(), server.connectTimeout());
        Exchange exchange = new Exchange(client, server.target(), server.responseTimeout());
        JsonNode found = exchange.search(search(query));
        if (found.size() != 1) {
            throw new Rejected(
                    server.toString(),
                    found.isEmpty() ? "it has no such image" : "it has more than one such image",
                    "Name one, by pacs:study=UID,series=UID,instance=UID");
        }
        exchange.retrieve(instance(found.get(0)), file);
    }

    /** Two are enough to see that there is more than one. */
    private URI search(SourceQuery query) {
        Map<String, String> parameters = new TreeMap<>(query.keys());
        parameters.put("limit", "2");
        String text = parameters.entrySet().stream()
                .map(key -> key.getKey() + "=" + URLEncoder.encode(key.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(server.root() + "/instances?" + text);
    }

    private URI instance(JsonNode found) {
        return URI.create(server.root() + "/studies/" + uid(found, Tags.STUDY_INSTANCE_UID) + "/series/"
                + uid(found, Tags.SERIES_INSTANCE_UID) + "/instances/" + uid(found, Tags.SOP_INSTANCE_UID));
    }

    /** Into an address goes only what is a UID. */
    private String uid(JsonNode found, String tag) {
        String uid = found.path(tag).path("Value").path(0).asText("");
        if (!uid.matches("[0-9.]{1,64}")) {
            throw new Rejected(
                    server.toString(), "its answer names an image by no UID", "Ask its operator for QIDO-RS");
        }
        return uid;
    }
}
