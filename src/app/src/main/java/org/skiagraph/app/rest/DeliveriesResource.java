package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.app.outbox.DeliveryList;
import org.skiagraph.app.outbox.DeliveryList.ListedImage;
import org.skiagraph.app.outbox.DeliveryState;
import org.skiagraph.app.outbox.Outbox;
import org.skiagraph.app.outbox.QueuedDelivery;
import org.skiagraph.app.outbox.Verdict;
import org.skiagraph.app.studies.Choices;

/** Images on their way to destinations, and what a person may do about them. A UID is an instance's or a study's. */
@Path("/api/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
public final class DeliveriesResource {
    private static final String UID = "/{uid: [0-9.]{1,64}}";
    private static final Map<String, Verdict> VERDICTS =
            Map.of("accept", Verdict.ACCEPTED, "reject", Verdict.REJECTED, "flag", Verdict.FLAGGED);

    @Inject
    Api api;

    /** In the order in which they were queued; "next" is the "from" of the next page. */
    @GET
    public String list(
            @QueryParam("state") String state, @QueryParam("from") String from, @QueryParam("limit") String limit) {
        Optional<DeliveryState> wanted = Optional.ofNullable(state)
                .map(text -> Choices.named("state", text, DeliveryState.values(), Enum::name));
        DeliveryList.Page page = api.outbox().shown().page(wanted, Page.from(from), Page.limit(limit));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("deliveries");
        page.deliveries().forEach(delivery -> rows.add(ShownDelivery.tree(delivery)));
        page.next().ifPresent(next -> document.put("next", next));
        return document.toString();
    }

    /** Each image, what a person thinks of it, and how it stands at each destination. */
    @GET
    @Path(UID)
    public String images(@PathParam("uid") String uid) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode images = document.putArray("images");
        known(uid).forEach(image -> images.add(ShownDelivery.tree(image)));
        return document.toString();
    }

    @POST
    @Path(UID + "/{verdict: accept|reject|flag}")
    public String judge(@PathParam("uid") String uid, @PathParam("verdict") String verdict) {
        known(uid);
        return Page.count(api.outbox().judge(uid, VERDICTS.get(verdict)));
    }

    @POST
    @Path(UID + "/retry")
    public String retry(@PathParam("uid") String uid) {
        known(uid);
        return Page.count(api.outbox().retry(Optional.of(uid)));
    }

    @POST
    @Path(UID + "/drop")
    public String drop(@PathParam("uid") String uid) {
        known(uid);
        return Page.count(api.outbox().drop(Optional.of(uid)));
    }

    /** All that are dead. */
    @POST
    @Path("/retry")
    public String retryAll() {
        return Page.count(api.outbox().retry(Optional.empty()));
    }

    /** All that are dead. */
    @POST
    @Path("/drop")
    public String dropAll() {
        return Page.count(api.outbox().drop(Optional.empty()));
    }

    /** Stops what is pending of a study, and tells who has something of it. */
    @POST
    @Path(UID + "/withdraw")
    public String withdraw(@PathParam("uid") String study, byte[] body) {
        if (known(study).stream().noneMatch(image -> image.studyInstanceUid().equals(study))) {
            throw new Refusal(Refusal.CONFLICT, "uid", "it is an image's", "Give the study's; reject a single image");
        }
        boolean note = body != null
                && body.length > 0
                && Body.read(body, List.of("note")).is("note");
        Outbox.Withdrawal withdrawal = api.outbox().withdraw(study, note);
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("stopped", withdrawal.stopped());
        ObjectNode there = document.putObject("there");
        withdrawal.there().forEach((destination, deliveries) -> {
            ArrayNode uids = there.putArray(destination);
            deliveries.stream().map(QueuedDelivery::sopInstanceUid).forEach(uids::add);
        });
        return document.toString();
    }

    /** @throws Refusal if there is no image of it */
    private List<ListedImage> known(String uid) {
        List<ListedImage> images = api.outbox().shown().images(uid);
        if (images.isEmpty()) {
            throw new Refusal(
                    Refusal.NOT_FOUND,
                    "uid",
                    "no image is known by it",
                    "Give the UID of a study or an image that was made here");
        }
        return images;
    }
}
