package org.skiagraph.app.sources;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.dicom.web.WebTarget;

/** A place that a site fetches images from, to edit them. */
public record ImageSource(String name, From from) {

    /** How it is asked. */
    public sealed interface From permits Dimse, Web {}

    /**
     * C-FIND, and C-GET or C-MOVE.
     *
     * @param listen where images are moved to; empty for C-GET
     */
    public record Dimse(Peer peer, NetworkSettings network, Optional<Tls> tls, Optional<InetSocketAddress> listen)
            implements From {}

    /** QIDO-RS and WADO-RS. */
    public record Web(WebTarget target) implements From {}
}
