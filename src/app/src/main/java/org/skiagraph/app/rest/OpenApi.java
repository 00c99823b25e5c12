package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The API's description, made of what the code itself goes by. */
final class OpenApi {
    private static final String STUDIES = "/api/v1/studies";
    private static final String STUDY = STUDIES + "/{id}";

    private static final String DELIVERIES = "/api/v1/deliveries";
    private static final String DELIVERY = DELIVERIES + "/{uid}";

    private OpenApi() {}

    static ObjectNode document() {
        ObjectNode document = object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Skiagraph")
                .put("version", "1")
                .put(
                        "description",
                        "Synthetic DICOM studies from a prompt. Not for diagnosis. Every failure is an"
                                + " application/problem+json document (RFC 9457) with where, what and remedy.");
        ObjectNode paths = document.putObject("paths");
        get(paths, "/api/v1/models", "Models, and what each takes.", "application/json");
        get(paths, "/api/v1/templates", "DICOM templates.", "application/json");
        get(paths, "/api/v1/adapters", "Names of LoRAs and textual inversions.", "application/json");
        get(paths, "/api/v1/openapi.json", "This document.", "application/json");
        submit(paths);
        get(paths, STUDIES, "The newest studies, newest first.", "application/json");
        queries(paths, STUDIES, "before", "limit");
        get(paths, STUDY, "How a study stands: queued, running, written, failed or cancelled.", "application/json");
        get(paths, STUDY + "/events", "The same whenever it changes, until it has ended.", "text/event-stream");
        get(paths, STUDY + "/images/{number}.png", "An image's preview.", "image/png");
        get(paths, STUDY + "/images/{number}.dcm", "An image.", "application/dicom");
        answer(operation(paths, STUDY, "delete", "Cancels it; nothing half-made is left."), "200", "application/json");
        conflicts(post(paths, STUDY + "/retry", "Makes one anew that failed or was cancelled."));
        conflicts(post(paths, STUDY + "/drop", "Forgets one that failed or was cancelled."));
        deliveries(paths);
        DestinationPaths.add(paths);
        document.putObject("components").putObject("schemas").set("StudyRequest", request());
        return document;
    }

    private static void submit(ObjectNode paths) {
        ObjectNode operation = operation(paths, STUDIES, "post", "Checks a study and queues it.");
        operation
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/StudyRequest");
        answer(operation, "202", "application/json");
        for (String status : List.of("400", "413", "415", "422", "503")) {
            answer(operation, status, Problem.MEDIA_TYPE);
        }
    }

    private static void deliveries(ObjectNode paths) {
        get(paths, DELIVERIES, "Deliveries, in the order in which they were queued.", "application/json");
        queries(paths, DELIVERIES, "state", "from", "limit");
        get(
                paths,
                DELIVERY,
                "Images of a study or one image: verdict, and state at each destination.",
                "application/json");
        post(paths, DELIVERY + "/accept", "Lets images out that wait for a person's word.");
        post(paths, DELIVERY + "/reject", "Never sends them.");
        post(paths, DELIVERY + "/flag", "Keeps them back for another look.");
        withdraw(paths);
        post(paths, DELIVERY + "/retry", "Tries again what is dead.");
        post(paths, DELIVERY + "/drop", "Forgets what is dead. Files stay.");
        post(paths, DELIVERIES + "/retry", "Tries again all that is dead.");
        post(paths, DELIVERIES + "/drop", "Forgets all that is dead. Files stay.");
    }

    private static void withdraw(ObjectNode paths) {
        String path = DELIVERY + "/withdraw";
        conflicts(post(paths, path, "Stops what is pending of a study, and tells who has something of it."));
        ObjectNode note = type("boolean").put("description", "Whether they are sent a rejection note.");
        ObjectNode schema = type("object").put("additionalProperties", false);
        schema.putObject("properties").set("note", note);
        paths.withObjectProperty(path)
                .withObjectProperty("post")
                .withObjectProperty("requestBody")
                .withObjectProperty("content")
                .withObjectProperty("application/json")
                .set("schema", schema);
    }

    /** "before" and "from" take the "next" of the page before. */
    private static void queries(ObjectNode paths, String path, String... names) {
        for (String name : names) {
            paths.withObjectProperty(path)
                    .withObjectProperty("get")
                    .withArrayProperty("parameters")
                    .addObject()
                    .put("name", name)
                    .put("in", "query")
                    .set("schema", type(List.of("from", "limit").contains(name) ? "integer" : "string"));
        }
    }

    /** A body may be empty, but its type has to be said. */
    private static ObjectNode post(ObjectNode paths, String path, String summary) {
        ObjectNode operation = operation(paths, path, "post", summary);
        operation
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject("application/json")
                .set("schema", type("object").put("additionalProperties", false));
        answer(operation, "200", "application/json");
        for (String status : List.of("404", "415", "503")) {
            answer(operation, status, Problem.MEDIA_TYPE);
        }
        return operation;
    }

    private static void conflicts(ObjectNode operation) {
        answer(operation, "409", Problem.MEDIA_TYPE);
    }

    private static ObjectNode request() {
        ObjectNode schema = object().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (StudyFields field : StudyFields.values()) {
            properties.set(field.json(), schema(field.kind()).put("description", field.meaning()));
        }
        return schema;
    }

    private static ObjectNode schema(StudyFields.Kind kind) {
        return switch (kind) {
            case TEXT -> type("string");
            case WHOLE -> type("integer");
            case NUMBER -> type("number");
            case SWITCH -> type("boolean");
            case WORDS -> list(type("string"));
            case PICTURE -> type("string").put("contentEncoding", "base64").put("contentMediaType", "image/png");
            case RECTANGLE -> list(type("integer")).put("minItems", 4).put("maxItems", 4);
            case VALUES -> type("object");
            case CONTROLS -> list(items(InputsReader.CONTROL_NAMES));
            case LORAS -> list(items(InputsReader.LORA_NAMES));
            case EMBEDDINGS -> list(items(InputsReader.EMBEDDING_NAMES));
        };
    }

    private static ObjectNode items(List<String> names) {
        ObjectNode item = type("object").put("additionalProperties", false);
        ObjectNode properties = item.putObject("properties");
        names.forEach(
                name -> properties.set(name, type(List.of("scale", "weight").contains(name) ? "number" : "string")));
        return item;
    }

    private static ObjectNode list(ObjectNode item) {
        return type("array").set("items", item);
    }

    static void get(ObjectNode paths, String path, String summary, String mediaType) {
        answer(operation(paths, path, "get", summary), "200", mediaType);
    }

    static ObjectNode operation(ObjectNode paths, String path, String method, String summary) {
        ObjectNode operation = paths.withObjectProperty(path).putObject(method).put("summary", summary);
        for (String parameter : List.of("id", "number", "uid", "name")) {
            if (path.contains("{" + parameter + "}")) {
                operation
                        .withArrayProperty("parameters")
                        .addObject()
                        .put("name", parameter)
                        .put("in", "path")
                        .put("required", true)
                        .set("schema", type(parameter.equals("number") ? "integer" : "string"));
            }
        }
        return operation;
    }

    static void answer(ObjectNode operation, String status, String mediaType) {
        operation
                .withObjectProperty("responses")
                .putObject(status)
                .put("description", mediaType)
                .putObject("content")
                .putObject(mediaType);
    }

    private static ObjectNode type(String name) {
        return object().put("type", name);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
