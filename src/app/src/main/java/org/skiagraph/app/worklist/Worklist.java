package org.skiagraph.app.worklist;

import java.util.Map;
import java.util.Optional;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.dicom.dataset.Order.Code;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Rejected;

/**
 * A modality worklist that a site has configured.
 *
 * @param synthetic whether the site says that no order and no patient in it is real
 * @param station Scheduled Station AE Title that is asked for unless another is given
 * @param recipes by the code value of the requested procedure
 */
public record Worklist(
        String name,
        boolean synthetic,
        Peer peer,
        NetworkSettings network,
        Optional<Tls> tls,
        Optional<String> station,
        Map<String, Recipe> recipes) {
    public Worklist {
        recipes = Map.copyOf(recipes);
    }

    /** How an order's procedure is answered. */
    public Recipe recipe(Order order) {
        return order.procedure().code().map(Code::value).map(recipes::get).orElse(Recipe.NONE);
    }

    /** @throws Rejected if its orders may be a patient's */
    void requireSynthetic() {
        if (!synthetic) {
            throw new Rejected(
                    "skiagraph.worklists." + name + ".synthetic",
                    "the worklist " + name + " is not marked as synthetic, and its orders may be patients'",
                    "If none of them is, say so with 'synthetic: true'; else ask another worklist");
        }
    }
}
