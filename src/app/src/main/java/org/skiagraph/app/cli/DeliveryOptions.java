package org.skiagraph.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.outbox.Routes;
import org.skiagraph.app.studies.Destination;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.Option;

/** Where a study goes, and how surely. */
final class DeliveryOptions {
    @Option(
            names = "--send",
            paramLabel = "AET@host:port",
            description = "Send the study there now, once; may be repeated.")
    List<String> send = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "NAME",
            description = "Deliver to a configured destination through the outbox; may be repeated.")
    List<String> to = new ArrayList<>();

    @Option(names = "--route", description = "Deliver to every destination whose rules match.")
    boolean route;

    @Option(names = "--tag", paramLabel = "WORD", description = "A word that rules may ask for; may be repeated.")
    List<String> tags = new ArrayList<>();

    @Option(names = "--review", description = "Hold the images until 'skiagraph outbox accept'.")
    boolean review;

    @Option(
            names = "--queue",
            description = "Only write down what is wanted; 'skiagraph outbox run' makes and sends it.")
    boolean queue;

    /** Whether the outbox has to do with it. */
    boolean isDurable() {
        return !to.isEmpty() || route || queue || review;
    }

    /** @throws Rejected if it is to be sent both ways */
    List<Peer> peers(Settings settings) {
        if (isDurable() && !send.isEmpty()) {
            throw new Rejected(
                    "send",
                    "--send goes past the outbox",
                    "Configure the peer as a destination, and name it with --to");
        }
        return send.stream()
                .map(text -> Destination.parse("send", text, settings.aeTitle()))
                .toList();
    }

    Routes routes() {
        return new Routes(to, route, tags, review);
    }
}
