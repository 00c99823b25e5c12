package org.skiagraph.app.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The page's files, out of the program itself. The framework would unpack them into a directory for temporary files first,
 * where others on this machine might get at them.
 */
@Path("/")
public final class PageResource {
    private static final String PLACE = "/org/skiagraph/app/web/";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String INDEX = "index.html";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry(INDEX, "text/html; charset=utf-8"),
            Map.entry("app.css", "text/css; charset=utf-8"),
            Map.entry("app.js", SCRIPT),
            Map.entry("icon.svg", "image/svg+xml"),
            Map.entry("js/api.js", SCRIPT),
            Map.entry("js/delivery.js", SCRIPT),
            Map.entry("js/dicom.js", SCRIPT),
            Map.entry("js/fields.js", SCRIPT),
            Map.entry("js/mask.js", SCRIPT),
            Map.entry("js/request.js", SCRIPT),
            Map.entry("js/viewer.js", SCRIPT));

    @GET
    public Response index() {
        return file(INDEX);
    }

    @GET
    @Path("{file: (js/)?[a-z]+\\.[a-z]+}")
    public Response file(@PathParam("file") String name) {
        String type = TYPES.get(name);
        if (type == null) {
            throw new Refusal(Refusal.NOT_FOUND, "page", "there is nothing here", "The page is at /");
        }
        try (InputStream in = PageResource.class.getResourceAsStream(PLACE + name)) {
            return Response.ok(in.readAllBytes(), type).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
