package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.locks.ReentrantLock;
import org.skiagraph.app.config.DestinationEntry;
import org.skiagraph.app.config.DestinationKeys;
import org.skiagraph.app.config.SiteDestinations;
import org.skiagraph.app.documents.TrialTree;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.domain.Retryable;

/** Where studies can be sent to: those of the settings to be read, those made here to be changed too. */
@Path("/api/v1/destinations")
@Produces(MediaType.APPLICATION_JSON)
public final class DestinationsResource {
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    /** A test makes an image, and two models may be more than the memory holds. */
    private static final ReentrantLock TEST = new ReentrantLock();

    @Inject
    Wiring wiring;

    @GET
    public String list() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("changeable", ChangeRule.isMet());
        ArrayNode all = document.putArray("destinations");
        SiteDestinations site = wiring.siteDestinations();
        site.all().forEach(entry -> all.add(tree(entry)));
        site.trouble().ifPresent(trouble -> document.set("failure", Problem.tree(trouble)));
        return document.toString();
    }

    @GET
    @Path("/{name}")
    public String one(@PathParam("name") String name) {
        return tree(entry(name)).toString();
    }

    private static ObjectNode tree(DestinationEntry entry) {
        return DestinationTree.of(entry, ChangeRule.isMet());
    }

    /** Makes it, or puts all of it anew. */
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("name") String name, byte[] body) {
        ChangeRule.require();
        boolean isNew = wiring.siteDestinations().find(name).isEmpty();
        if (!isNew) {
            requireOurs(entry(name));
        }
        wiring.siteDestinations().put(name, FlatKeys.of(Body.readSmall(body, DestinationKeys.firstParts())));
        return Response.status(isNew ? CREATED : OK)
                .entity(tree(entry(name)).toString())
                .build();
    }

    @DELETE
    @Path("/{name}")
    public Response remove(@PathParam("name") String name) {
        ChangeRule.require();
        requireOurs(entry(name));
        wiring.siteDestinations().remove(name);
        return Response.status(NO_CONTENT).build();
    }

    /** Asks whether it answers, and stores a marked test object there; its answer tells what is open behind this machine. */
    @POST
    @Path("/{name}/test")
    public String test(@PathParam("name") String name) {
        ChangeRule.require();
        DestinationEntry entry = entry(name);
        if (!TEST.tryLock()) {
            throw new Retryable("destinations", "another test is under way", "Try again in a moment");
        }
        try {
            return TrialTree.of(wiring.destinationTrial().run(entry.destination()))
                    .toString();
        } finally {
            TEST.unlock();
        }
    }

    /** @throws Refusal if there is none of that name */
    private DestinationEntry entry(String name) {
        return wiring.siteDestinations()
                .find(name)
                .orElseThrow(() -> new Refusal(
                        Refusal.NOT_FOUND,
                        "name",
                        "there is no destination of that name",
                        "GET /api/v1/destinations lists those there are"));
    }

    private static void requireOurs(DestinationEntry entry) {
        if (entry.isConfigured()) {
            throw new Refusal(
                    Refusal.CONFLICT,
                    "name",
                    "the destination stands in the settings of this server",
                    "Change it there, or use another name");
        }
    }
}
