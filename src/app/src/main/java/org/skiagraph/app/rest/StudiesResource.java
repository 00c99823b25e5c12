package org.skiagraph.app.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.skiagraph.app.jobs.Job;
import org.skiagraph.app.jobs.Jobs;

/** Studies that are asked for, made, and looked at. */
@Path("/api/v1/studies")
@Produces(MediaType.APPLICATION_JSON)
public final class StudiesResource {
    private static final int ACCEPTED = 202;

    @Inject
    Api api;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response submit(byte[] body) {
        String id = api.submit(body);
        return Response.status(ACCEPTED)
                .location(URI.create("/api/v1/studies/" + id))
                .entity(JobTree.of(api.job(id)).toString())
                .build();
    }

    @GET
    @Path("/{id}")
    public String status(@PathParam("id") String id) {
        return JobTree.of(api.job(id)).toString();
    }

    /** Every change until the end; of many at once only the last. */
    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    public Multi<String> events(@PathParam("id") String id) {
        api.job(id);
        return Multi.createFrom().emitter(emitter -> watch(id, emitter), BackPressureStrategy.LATEST);
    }

    private void watch(String id, MultiEmitter<? super String> emitter) {
        Jobs.Watch watch = api.jobs().watch(id, job -> tell(job, emitter));
        emitter.onTermination(watch::close);
    }

    private static void tell(Job job, MultiEmitter<? super String> emitter) {
        emitter.emit(JobTree.of(job).toString());
        if (job.state().isEnd()) {
            emitter.complete();
        }
    }

    /** Answers at once; the state says when it has ended. */
    @DELETE
    @Path("/{id}")
    public String cancel(@PathParam("id") String id) {
        api.job(id);
        api.jobs().cancel(id);
        return JobTree.of(api.job(id)).toString();
    }
}
