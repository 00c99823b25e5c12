package org.skiagraph.app.wiring;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.sources.ImageSource;
import org.skiagraph.app.sources.ImageSource.Dimse;
import org.skiagraph.app.sources.ImageSource.Web;
import org.skiagraph.app.sources.ImageSources;
import org.skiagraph.app.studies.Destination;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.network.SourceScu;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.dicom.source.web.SourceServer;
import org.skiagraph.dicom.source.web.WebSources;
import org.skiagraph.domain.Rejected;

/**
 * Joins what fetches.
 *
 * @param configured read only where one of them is meant
 */
record SourceWiring(Settings settings, NetworkSettings network, Supplier<ImageSources> configured) {

    /** @param place a source's name, an address, or nothing for the settings' */
    void fetch(SourceQuery query, Optional<String> place, Path file) {
        Optional<String> named = place.or(settings::sourceFrom);
        if (named.isEmpty()) {
            fetch(query, only(), file);
        } else if (named.get().contains("://")) {
            SourceServer server = SourceServer.at(named.get(), settings.connectTimeout(), settings.responseTimeout());
            new WebSources(server).fetch(query, file);
        } else if (named.get().contains("@")) {
            Peer peer = Destination.parse("source-from", named.get(), settings.aeTitle());
            new SourceScu(peer, network).fetch(query, file);
        } else {
            fetch(query, configured.get().named(named.get()), file);
        }
    }

    private void fetch(SourceQuery query, ImageSource source, Path file) {
        if (source.from() instanceof Web web) {
            new WebSources(new SourceServer(web.target(), settings.connectTimeout(), settings.responseTimeout()))
                    .fetch(query, file);
        } else if (source.from() instanceof Dimse dimse) {
            new SourceScu(dimse.peer(), dimse.network(), dimse.tls(), dimse.listen()).fetch(query, file);
        }
    }

    private ImageSource only() {
        return configured
                .get()
                .only()
                .orElseThrow(() -> new Rejected(
                        "source-from",
                        "nothing says where images are fetched from",
                        "Give a source's name, AET@host:port or the address of a DICOMweb server, or set"
                                + " skiagraph.source-from"));
    }
}
