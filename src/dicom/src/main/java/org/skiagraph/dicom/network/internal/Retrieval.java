package org.skiagraph.dicom.network.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.DimseRSP;
import org.aoju.bus.image.metric.internal.pdu.AAssociateRQ;
import org.aoju.bus.image.metric.internal.pdu.Presentation;
import org.aoju.bus.image.metric.internal.pdu.RoleSelection;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.dicom.source.internal.SourceChecks;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Rejected;

/**
 * One association over which one image is looked for and asked for.
 *
 * @param tls how to encrypt; empty for plain TCP
 * @param listen where the image is moved to; empty if it comes over the same association
 */
public record Retrieval(Peer peer, NetworkSettings settings, Optional<Tls> tls, Optional<InetSocketAddress> listen) {
    private static final String GET = UID.StudyRootQueryRetrieveInformationModelGET;
    private static final String MOVE = UID.StudyRootQueryRetrieveInformationModelMOVE;

    /**
     * @throws PeerTrouble if the peer cannot be reached, refuses, or falls silent
     * @throws Rejected if it is not one image that is meant
     */
    public void fetch(SourceQuery query, Path file) throws PeerTrouble {
        ReceivedFile received = new ReceivedFile(file);
        try (Client client = new Client(peer, settings, tls, Optional.of(received))) {
            client.ask(request(client), (association, watchdog) -> {
                Attributes image = new ImageSearch(peer, association, watchdog).only(query);
                received.expect(image.getString(Tag.SOPInstanceUID), watchdog::touch);
                retrieve(association, keys(image), received, watchdog);
                return image;
            });
        }
    }

    private static Attributes keys(Attributes image) {
        Attributes keys = new Attributes(image, ImageSearch.UIDS);
        keys.setString(Tag.QueryRetrieveLevel, VR.CS, "IMAGE");
        return keys;
    }

    private void retrieve(Association association, Attributes keys, ReceivedFile received, Watchdog watchdog)
            throws IOException, InterruptedException, PeerTrouble {
        RetrieveAnswer answer = new RetrieveAnswer(peer, listen);
        if (listen.isEmpty()) {
            answer.require(last(association.cget(GET, ImageSearch.MEDIUM, keys, null), watchdog), received);
            return;
        }
        AcceptingEntity entity = MoveEntity.of(peer, received, settings.maxPduLength());
        AssociationServer server = AssociationServer.open(listen.get(), tls, entity);
        try (server) {
            DimseRSP response = association.cmove(MOVE, ImageSearch.MEDIUM, keys, null, peer.callingAeTitle());
            answer.require(last(response, watchdog), received);
        }
    }

    /** Answers on the way count images; there is but one. */
    private static Attributes last(DimseRSP response, Watchdog watchdog) throws IOException, InterruptedException {
        boolean pending = response.next();
        while (pending) {
            watchdog.touch();
            pending = response.next();
        }
        return response.getCommand();
    }

    private AAssociateRQ request(Client client) {
        AAssociateRQ request = client.request();
        int id = 1;
        for (Map.Entry<String, List<String>> context :
                contexts(listen.isPresent()).entrySet()) {
            request.addPresentationContext(
                    new Presentation(id, context.getKey(), context.getValue().toArray(String[]::new)));
            id += 2;
        }
        if (listen.isEmpty()) {
            // Images come over the association that asks for them, so that we take the provider's part (PS3.4 C.4.3).
            SourceChecks.imageClasses()
                    .forEach(image -> request.addRoleSelection(new RoleSelection(image, false, true)));
        }
        return request;
    }

    /**
     * Transfer syntaxes by SOP class.
     *
     * @param moved whether images come over associations of the peer's own
     */
    static Map<String, List<String>> contexts(boolean moved) {
        Map<String, List<String>> contexts = new LinkedHashMap<>();
        contexts.put(ImageSearch.FIND, Context.UNCOMPRESSED);
        contexts.put(moved ? MOVE : GET, Context.UNCOMPRESSED);
        if (!moved) {
            SourceChecks.imageClasses().forEach(image -> contexts.put(image, List.of(ReceivedFile.TRANSFER_SYNTAXES)));
        }
        return contexts;
    }
}
