package org.skiagraph.app.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Stands before the page and the API alike: turns away what {@link RequestRules} does, and sets what every answer says. */
@Singleton
final class Gate {
    private static final int FIRST = 1000;
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin");

    void register(@Observes Filters filters) {
        filters.register(Gate::pass, FIRST);
    }

    private static void pass(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        HEADERS.forEach(response::putHeader);
        // Studies are nobody's cache's business; the page's files are asked for anew, so that they fit the program.
        response.putHeader("Cache-Control", request.path().contains("/api") ? "no-store" : "no-cache");
        RequestRules rules = new RequestRules(Served.inForce().orElseThrow());
        Optional<Refusal> refusal = rules.refusal(
                new RequestRules.Head(request.method().name(), context.normalizedPath(), request::getHeader));
        if (refusal.isEmpty()) {
            context.next();
            return;
        }
        Problem problem = Problem.of(refusal.get());
        if (problem.status() == Refusal.NO_TOKEN) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        // What was not read of the body is not waited for.
        response.setStatusCode(problem.status())
                .putHeader("Connection", "close")
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(problem.tree().toString());
    }
}
