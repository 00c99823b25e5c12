package org.skiagraph.dicom.network.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aoju.bus.core.exception.InternalException;
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
import org.skiagraph.domain.Rejected;

/** One association over which one image is looked for and fetched. */
public final class Retrieval {
    private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFIND;
    private static final String GET = UID.StudyRootQueryRetrieveInformationModelGET;
    private static final int MEDIUM = 0;
    /** More answers than anybody would choose from. */
    private static final int MOST_ANSWERS = 1000;

    /** In the order of their numbers, as the toolkit wants them. */
    private static final int[] UIDS = {Tag.SOPInstanceUID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID};

    private final Peer peer;
    private final NetworkSettings settings;

    public Retrieval(Peer peer, NetworkSettings settings) {
        this.peer = peer;
        this.settings = settings;
    }

    /**
     * @throws PeerTrouble if the peer cannot be reached, refuses, or falls silent
     * @throws Rejected if it is not one image that is meant
     */
    public void fetch(SourceQuery query, Path file) throws PeerTrouble {
        ReceivedFile received = new ReceivedFile(file);
        try (Client client = new Client(peer, settings, Optional.empty(), Optional.of(received))) {
            client.boundAnswers();
            fetch(client.connect(request(client)), query, received);
        }
    }

    private void fetch(Association association, SourceQuery query, ReceivedFile received) throws PeerTrouble {
        try {
            get(association, only(images(association, query)), received);
            association.release();
        } catch (IOException | InternalException e) {
            association.abort();
            throw Explanation.ofLostAssociation(e, association.getException(), false, settings.responseTimeout());
        } catch (InterruptedException e) {
            association.abort();
            Thread.currentThread().interrupt();
            throw new PeerTrouble("was interrupted before an answer came", "Try again", e);
        } catch (PeerTrouble | Rejected e) {
            association.abort();
            throw e;
        }
    }

    /** Down the levels, since a peer need not answer otherwise (PS3.4 C.4.1.2.2.1). */
    private List<Attributes> images(Association association, SourceQuery query)
            throws IOException, InterruptedException, PeerTrouble {
        if (!query.keys().containsKey("StudyInstanceUID") && !query.keys().containsKey("AccessionNumber")) {
            throw new Rejected(
                    peer.toString(), "it is asked from the study down", "Give the study's UID or accession number too");
        }
        List<Attributes> images = new ArrayList<>();
        for (Attributes study : find(association, "STUDY", query, new Attributes())) {
            for (Attributes series : find(association, "SERIES", query, study)) {
                images.addAll(find(association, "IMAGE", query, series));
                if (images.size() > 1) {
                    return images;
                }
            }
        }
        return images;
    }

    private List<Attributes> find(Association association, String level, SourceQuery query, Attributes above)
            throws IOException, InterruptedException, PeerTrouble {
        Attributes keys = new Attributes(above, UIDS);
        keys.setString(Tag.QueryRetrieveLevel, VR.CS, level);
        if (level.equals("STUDY")) {
            key(keys, Tag.AccessionNumber, VR.SH, query, "AccessionNumber");
            key(keys, Tag.StudyInstanceUID, VR.UI, query, "StudyInstanceUID");
        } else if (level.equals("SERIES")) {
            key(keys, Tag.SeriesInstanceUID, VR.UI, query, "SeriesInstanceUID");
        } else {
            key(keys, Tag.SOPInstanceUID, VR.UI, query, "SOPInstanceUID");
        }
        List<Attributes> found = new ArrayList<>();
        DimseRSP response = association.cfind(FIND, MEDIUM, keys, null, MOST_ANSWERS);
        while (response.next()) {
            if (response.getDataset() != null) {
                found.add(merged(above, response.getDataset()));
            }
        }
        requireDone(response, "C-FIND");
        return found;
    }

    /** A peer may leave out of its answers what it was asked with. */
    private static Attributes merged(Attributes above, Attributes answer) {
        Attributes merged = new Attributes(answer, UIDS);
        merged.addSelected(above, UIDS);
        return merged;
    }

    private static void key(Attributes keys, int tag, VR vr, SourceQuery query, String name) {
        String value = query.keys().get(name);
        if (value == null) {
            keys.setNull(tag, vr);
        } else {
            keys.setString(tag, vr, value);
        }
    }

    private Attributes only(List<Attributes> images) {
        if (images.size() != 1) {
            throw new Rejected(
                    peer.toString(),
                    images.isEmpty() ? "it has no such image" : "it has more than one such image",
                    "Name one, by pacs:study=UID,series=UID,instance=UID");
        }
        return images.get(0);
    }

    private void get(Association association, Attributes image, ReceivedFile received)
            throws IOException, InterruptedException, PeerTrouble {
        Attributes keys = new Attributes(image, UIDS);
        keys.setString(Tag.QueryRetrieveLevel, VR.CS, "IMAGE");
        DimseRSP response = association.cget(GET, MEDIUM, keys, null);
        // Answers on the way count images; there is but one.
        boolean pending = response.next();
        while (pending) {
            pending = response.next();
        }
        requireDone(response, "C-GET");
        if (!received.isThere()) {
            throw new Rejected(
                    peer.toString(),
                    "it sends no image: it is none, or in a transfer syntax that we do not take",
                    "Export the file and give it by name");
        }
    }

    private void requireDone(DimseRSP response, String request) throws PeerTrouble {
        int status = response.getCommand().getInt(Tag.Status, -1);
        if (status != 0) {
            throw new PeerTrouble(
                    "answers " + request + " with status " + StoreStatus.hex(status), "Look into the peer's log", null);
        }
    }

    /** Images come over the association that asks for them, so that we take the provider's part (PS3.4 C.4.3). */
    private static AAssociateRQ request(Client client) {
        AAssociateRQ request = client.request();
        int id = 1;
        for (Map.Entry<String, List<String>> context : contexts().entrySet()) {
            request.addPresentationContext(
                    new Presentation(id, context.getKey(), context.getValue().toArray(String[]::new)));
            id += 2;
        }
        SourceChecks.imageClasses().forEach(image -> request.addRoleSelection(new RoleSelection(image, false, true)));
        return request;
    }

    /** Transfer syntaxes by SOP class. */
    static Map<String, List<String>> contexts() {
        Map<String, List<String>> contexts = new LinkedHashMap<>();
        contexts.put(FIND, Context.UNCOMPRESSED);
        contexts.put(GET, Context.UNCOMPRESSED);
        SourceChecks.imageClasses().forEach(image -> contexts.put(image, List.of(ReceivedFile.TRANSFER_SYNTAXES)));
        return contexts;
    }
}
