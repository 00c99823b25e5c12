package org.skiagraph.app.config;

import io.smallrye.config.SmallRyeConfig;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.app.sources.ImageSource;
import org.skiagraph.app.sources.ImageSource.Dimse;
import org.skiagraph.app.sources.ImageSource.Web;
import org.skiagraph.app.sources.ImageSources;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Rejected;

/** Reads {@code skiagraph.sources.NAME.KEY}. */
public final class SourcesReader {
    static final String PREFIX = "skiagraph.sources.";
    private static final List<String> KEYS = Stream.of(
                    TargetReader.DIMSE, List.of("retrieve", "listen"), TargetReader.WEB, TargetReader.TLS)
            .flatMap(List::stream)
            .toList();

    private SourcesReader() {}

    /** @throws Rejected naming the key that is wrong */
    public static ImageSources read(SmallRyeConfig config, Settings settings) {
        List<ImageSource> sources = new ArrayList<>();
        NamedKeys.under(PREFIX, config).forEach((name, keys) -> sources.add(source(name, keys, settings)));
        return new ImageSources(sources);
    }

    private static ImageSource source(String name, Keys keys, Settings settings) {
        keys.requireKnown(KEYS);
        TargetReader target = new TargetReader(keys, settings);
        String kind = keys.oneOf(
                List.of("peer", "url"),
                "says nowhere to fetch from",
                "Give one of peer (AET@host:port) and url (QIDO-RS and WADO-RS)");
        if (kind.equals("url")) {
            return new ImageSource(name, new Web(target.web()));
        }
        Optional<Tls> tls = target.tls();
        return new ImageSource(name, new Dimse(target.peer(), target.network(), tls, listen(keys, tls)));
    }

    private static Optional<InetSocketAddress> listen(Keys keys, Optional<Tls> tls) {
        Optional<InetSocketAddress> listen = keys.address("listen");
        String way = keys.text("retrieve").orElse(listen.isPresent() ? "move" : "get");
        if (!List.of("get", "move").contains(way)) {
            throw new Rejected(keys.where("retrieve"), "is '" + way + "'", "Write get or move");
        }
        if (way.equals("get")) {
            return Optional.empty();
        }
        if (listen.isEmpty()) {
            throw new Rejected(
                    keys.where("listen"),
                    "is missing, and images are moved there",
                    "Give host:port, as the peer knows our AE title");
        }
        tls.ifPresent(moved -> requireBothSides(keys, moved));
        return listen;
    }

    /** Who sends to us shows a certificate, and so do we. */
    private static void requireBothSides(Keys keys, Tls tls) {
        if (tls.certificateChain().isEmpty()) {
            throw new Rejected(
                    keys.where("tls.certificate"),
                    "is missing, and images are moved to us over TLS",
                    "Give it, and tls.key");
        }
        if (tls.trusted().isEmpty()) {
            throw new Rejected(
                    keys.where("tls.trusted"),
                    "is missing, and who moves images to us has to show a certificate",
                    "Give the certificates that the peer's own is signed by");
        }
    }
}
