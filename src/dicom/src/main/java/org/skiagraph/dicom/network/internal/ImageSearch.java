package org.skiagraph.dicom.network.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.DimseRSP;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.domain.Rejected;

/** Looks for one image by C-FIND in the Study Root (PS3.4 C.4.1). */
record ImageSearch(Peer peer, Association association, Watchdog watchdog) {
    static final String FIND = UID.StudyRootQueryRetrieveInformationModelFIND;
    static final int MEDIUM = 0;
    /** In the order of their numbers, as the toolkit wants them. */
    static final int[] UIDS = {Tag.SOPInstanceUID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID};

    /** More answers than anybody would choose from. */
    private static final int MOST_ANSWERS = 1000;
    /** Answers that may lie here unread; the peer waits meanwhile. */
    private static final int MOST_UNREAD = 16;

    /** @throws Rejected if there is none, more than one, or the peer will never answer this question */
    Attributes only(SourceQuery query) throws IOException, InterruptedException, PeerTrouble {
        List<Attributes> images = images(query);
        if (images.size() != 1) {
            throw new Rejected(
                    peer.toString(),
                    images.isEmpty() ? "it has no such image" : "it has more than one such image",
                    "Name one, by pacs:study=UID,series=UID,instance=UID");
        }
        Attributes image = images.get(0);
        if (!image.getString(Tag.SOPInstanceUID, "").matches("[0-9.]{1,64}")) {
            throw new Rejected(peer.toString(), "its answer names an image by no UID", "Look into the peer's log");
        }
        return image;
    }

    /** Down the levels, since a peer need not answer otherwise (PS3.4 C.4.1.2.2.1). */
    private List<Attributes> images(SourceQuery query) throws IOException, InterruptedException, PeerTrouble {
        if (!query.keys().containsKey("StudyInstanceUID") && !query.keys().containsKey("AccessionNumber")) {
            throw new Rejected(
                    peer.toString(), "it is asked from the study down", "Give the study's UID or accession number too");
        }
        List<Attributes> images = new ArrayList<>();
        for (Attributes study : find("STUDY", query, new Attributes())) {
            for (Attributes series : find("SERIES", query, study)) {
                images.addAll(find("IMAGE", query, series));
                if (images.size() > 1) {
                    return images;
                }
            }
        }
        return images;
    }

    private List<Attributes> find(String level, SourceQuery query, Attributes above)
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
        DimseRSP response = association.cfind(FIND, MEDIUM, keys, null, MOST_ANSWERS + 1, MOST_UNREAD);
        while (response.next()) {
            watchdog.touch();
            if (response.getDataset() != null) {
                found.add(merged(above, response.getDataset()));
            }
            if (found.size() > MOST_ANSWERS) {
                throw new Rejected(
                        peer.toString(),
                        "it has more than " + MOST_ANSWERS + " answers",
                        "Name one image, by pacs:study=UID,series=UID,instance=UID");
            }
        }
        watchdog.touch();
        FindStatus.requireSuccess(peer, response);
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
}
