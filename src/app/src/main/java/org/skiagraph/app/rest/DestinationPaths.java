package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.skiagraph.app.config.DestinationKeys;

/** The part of the API's description that is about destinations. */
final class DestinationPaths {
    private static final String ALL = "/api/v1/destinations";
    private static final String ONE = ALL + "/{name}";
    private static final String JSON = "application/json";

    private DestinationPaths() {}

    static void add(ObjectNode paths) {
        OpenApi.get(paths, ALL, "Destinations of the settings and of the API, without secrets.", JSON);
        OpenApi.get(paths, ONE, "One of them.", JSON);
        ObjectNode put =
                OpenApi.operation(paths, ONE, "put", "Makes a destination or puts all of it anew; only with a token.");
        body(put);
        List.of("200", "201").forEach(status -> OpenApi.answer(put, status, JSON));
        refused(put, List.of("400", "403", "409", "422", "503"));
        ObjectNode delete =
                OpenApi.operation(paths, ONE, "delete", "Forgets a destination of the API; only with a token.");
        delete.withObjectProperty("responses").putObject("204").put("description", "Forgotten.");
        refused(delete, List.of("403", "404", "409"));
        ObjectNode test = OpenApi.operation(
                paths, ONE + "/test", "post", "Asks it, and stores a marked test object there; only with a token.");
        OpenApi.answer(test, "200", JSON);
        refused(test, List.of("403", "404", "422", "503"));
    }

    private static void refused(ObjectNode operation, List<String> statuses) {
        statuses.forEach(status -> OpenApi.answer(operation, status, Problem.MEDIA_TYPE));
    }

    /** Keys with a dot are nested: "tls.key" is key in tls. */
    private static void body(ObjectNode operation) {
        ObjectNode schema = operation
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject(JSON)
                .putObject("schema")
                .put("type", "object")
                .put("additionalProperties", false);
        for (String key : DestinationKeys.all()) {
            int dot = key.indexOf('.');
            ObjectNode owner = schema.withObjectProperty("properties");
            if (dot >= 0) {
                owner = owner.withObjectProperty(key.substring(0, dot))
                        .put("type", "object")
                        .withObjectProperty("properties");
            }
            owner.putObject(key.substring(dot + 1));
        }
    }
}
