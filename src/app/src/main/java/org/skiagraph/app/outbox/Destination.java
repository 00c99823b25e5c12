package org.skiagraph.app.outbox;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.dicom.web.WebTarget;
import org.skiagraph.domain.Rejected;

/**
 * A place that a site sends to.
 *
 * @param owner what its keys stand under, for messages
 * @param acceptsSynthetic whether the site has said that synthetic objects may go there
 * @param routing which studies go there when a destination is not named
 */
public record Destination(String name, String owner, boolean acceptsSynthetic, Routing routing, Target target) {

    /** One of the settings. */
    public Destination(String name, boolean acceptsSynthetic, Routing routing, Target target) {
        this(name, "skiagraph.destinations." + name, acceptsSynthetic, routing, target);
    }

    /** How it is reached. */
    public sealed interface Target permits Dimse, Web, Folder {}

    /**
     * C-STORE.
     *
     * @param associations most that are open at once, 1 to 16
     */
    public record Dimse(
            Peer peer, NetworkSettings network, Optional<Tls> tls, int associations, Optional<Commitment> commitment)
            implements Target {
        public Dimse {
            if (associations < 1 || associations > 16) {
                throw new Rejected("associations", associations + " is not from 1 to 16", "Give 1 to 16");
            }
        }

        @Override
        public String toString() {
            return peer.toString();
        }
    }

    /**
     * Storage commitment.
     *
     * @param patience how long a report may take before we ask again
     * @param listen where reports that come later are taken; empty if they only come on our own association
     */
    public record Commitment(Duration patience, Optional<InetSocketAddress> listen) {}

    /** STOW-RS. */
    public record Web(WebTarget target) implements Target {
        @Override
        public String toString() {
            return target.toString();
        }
    }

    /** @param media whether the folder gets a DICOMDIR */
    public record Folder(Path directory, boolean media) implements Target {
        @Override
        public String toString() {
            return directory.toString();
        }
    }

    /** @throws Rejected if the site has not said so */
    void requireSynthetic() {
        if (!acceptsSynthetic) {
            throw new Rejected(
                    owner + ".accepts-synthetic",
                    "the destination is not marked as one for synthetic objects",
                    "Ask who runs it, then set accepts-synthetic: true");
        }
    }
}
