package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.skiagraph.app.jobs.JobStatus;
import org.skiagraph.app.jobs.Watch;
import org.skiagraph.app.outbox.JobSummary;

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
        JobStatus queued = api.submit(body);
        return Response.status(ACCEPTED)
                .location(URI.create("/api/v1/studies/" + queued.id()))
                .entity(JobTree.of(queued).toString())
                .build();
    }

    /** The newest, newest first; "next" is the "before" of the next page. */
    @GET
    public String list(@QueryParam("before") String before, @QueryParam("limit") String limit) {
        int most = Page.limit(limit);
        if (before != null && !api.jobs().isKnown(before)) {
            throw Api.unknown();
        }
        List<JobSummary> jobs = api.jobs().newest(Optional.ofNullable(before), most);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("studies");
        jobs.forEach(job -> rows.add(JobTree.of(job)));
        if (jobs.size() == most) {
            document.put("next", jobs.get(most - 1).key());
        }
        return document.toString();
    }

    @GET
    @Path("/{id}")
    public String status(@PathParam("id") String id) {
        return JobTree.of(api.job(id)).toString();
    }

    /** Every change until the end; of many at once only the last. It asks the store, which may have to wait. */
    @GET
    @Blocking
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    public Multi<String> events(@PathParam("id") String id) {
        api.job(id);
        return Multi.createFrom()
                .<String>emitter(emitter -> watch(id, emitter), BackPressureStrategy.LATEST)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private void watch(String id, MultiEmitter<? super String> emitter) {
        Watch watch = api.jobs().watch(id, job -> tell(job, emitter));
        emitter.onTermination(watch::close);
    }

    private static void tell(JobStatus job, MultiEmitter<? super String> emitter) {
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

    /** Makes one anew that failed or was cancelled, and came without pictures. */
    @POST
    @Path("/{id}/retry")
    public String retry(@PathParam("id") String id) {
        return changed(id, api.outbox().retry(Optional.of(api.job(id).id())));
    }

    /** Forgets one that failed or was cancelled. */
    @POST
    @Path("/{id}/drop")
    public String drop(@PathParam("id") String id) {
        return changed(id, api.job(id).state().isEnd() ? api.outbox().drop(Optional.of(id)) : 0);
    }

    private String changed(String id, int count) {
        if (count == 0) {
            throw new Refusal(
                    Refusal.CONFLICT,
                    "id",
                    "the study is " + api.job(id).state().word() + ", so this does not apply",
                    "Do it to one that has failed or was cancelled; one that came with pictures has to be asked for anew");
        }
        return Page.count(count);
    }
}
