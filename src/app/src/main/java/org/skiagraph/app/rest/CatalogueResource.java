package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.skiagraph.app.documents.ModelTree;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Failure;

/** What can be asked for. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class CatalogueResource {
    @Inject
    Api api;

    @Inject
    Wiring wiring;

    /** Each with all that is known of it; one that cannot be used says why. */
    @GET
    @Path("/models")
    public String models() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("default", wiring.settings().model());
        ArrayNode models = document.putArray("models");
        api.names().bundles().list().forEach(listing -> models.add(model(listing.name())));
        return document.toString();
    }

    private ObjectNode model(String name) {
        try {
            ModelBundle bundle = api.names().bundles().load(name);
            ObjectNode tree = ModelTree.of(bundle);
            // A client is asked to use the directory's name, and has no use for where it lies.
            tree.put("name", name).remove(java.util.List.of("directory", "card"));
            tree.put("volumes", bundle.image().depth().isPresent());
            return tree;
        } catch (Failure e) {
            ObjectNode tree = JsonNodeFactory.instance.objectNode().put("name", name);
            tree.set("failure", Problem.tree(e));
            return tree;
        }
    }

    @GET
    @Path("/templates")
    public String templates() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode templates = document.putArray("templates");
        api.names().templates().list().forEach(template -> templates
                .addObject()
                .put("name", template.name())
                .put("title", template.title())
                .put("modality", template.modality())
                .put("sopClassUid", template.sopClassUid())
                .put("colour", template.colour())
                .put("volumes", template.slices()));
        return document.toString();
    }

    /** Names of LoRAs and textual inversions that the site offers. */
    @GET
    @Path("/adapters")
    public String adapters() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        api.names().adapters().forEach(document.putArray("adapters")::add);
        return document.toString();
    }

    @GET
    @Path("/openapi.json")
    public String openApi() {
        return OpenApi.document().toString();
    }
}
