package org.skiagraph.app.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.skiagraph.app.wiring.Wiring;

/** The one place where a failure becomes an answer. Traces go into the log directory, never to a client. */
@Provider
public final class FailureMapper implements ExceptionMapper<Throwable> {
    @Inject
    Wiring wiring;

    @Override
    public Response toResponse(Throwable thrown) {
        Problem problem = thrown instanceof WebApplicationException http ? of(http) : Problem.of(thrown);
        if (problem.isDefect()) {
            wiring.defects().accept(thrown);
        }
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.tree().toString())
                .build();
    }

    /** The framework's own: no such path, no such method. */
    private static Problem of(WebApplicationException http) {
        int status = http.getResponse().getStatus();
        return Problem.of(new Refusal(
                status,
                "request",
                status == Refusal.NOT_FOUND ? "there is nothing here" : "HTTP status " + status,
                "/api/v1/openapi.json tells what there is"));
    }
}
