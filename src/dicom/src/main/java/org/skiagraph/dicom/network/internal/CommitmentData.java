package org.skiagraph.dicom.network.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.aoju.bus.image.metric.PDVInputStream;
import org.skiagraph.dicom.network.CommitmentReport;
import org.skiagraph.dicom.network.CommitmentReport.FailedReference;
import org.skiagraph.dicom.network.InstanceReference;

/** What storage commitment says on the wire (PS3.4 Tables J.3-1 and J.3-2). */
final class CommitmentData {
    /** Some 100,000 instances. */
    private static final int LARGEST = 32 << 20;

    private CommitmentData() {}

    static Attributes request(String transactionUid, List<InstanceReference> instances) {
        Attributes data = new Attributes();
        data.setString(Tag.TransactionUID, VR.UI, transactionUid);
        Sequence sequence = data.newSequence(Tag.ReferencedSOPSequence, instances.size());
        for (InstanceReference instance : instances) {
            Attributes item = new Attributes();
            item.setString(Tag.ReferencedSOPClassUID, VR.UI, instance.sopClassUid());
            item.setString(Tag.ReferencedSOPInstanceUID, VR.UI, instance.sopInstanceUid());
            sequence.add(item);
        }
        return data;
    }

    /** Reads a report, of bounded size. */
    static CommitmentReport report(PDVInputStream data, String transferSyntax) throws IOException {
        byte[] bytes = data.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException("a report of more than " + LARGEST + " bytes");
        }
        try (ImageInputStream in = new ImageInputStream(new java.io.ByteArrayInputStream(bytes), transferSyntax)) {
            Attributes dataset = in.readDataset(-1, -1);
            return new CommitmentReport(
                    dataset.getString(Tag.TransactionUID, ""),
                    items(dataset, Tag.ReferencedSOPSequence).stream()
                            .map(CommitmentData::reference)
                            .toList(),
                    items(dataset, Tag.FailedSOPSequence).stream()
                            .map(CommitmentData::failed)
                            .toList());
        }
    }

    private static List<Attributes> items(Attributes dataset, int tag) {
        Sequence sequence = dataset.getSequence(tag);
        return sequence == null ? List.of() : new ArrayList<>(sequence);
    }

    private static InstanceReference reference(Attributes item) {
        return new InstanceReference(
                item.getString(Tag.ReferencedSOPClassUID, ""), item.getString(Tag.ReferencedSOPInstanceUID, ""));
    }

    private static FailedReference failed(Attributes item) {
        int reason = item.getInt(Tag.FailureReason, -1);
        return new FailedReference(reference(item), reason, words(reason));
    }

    /** Failure Reason (0008,1197), PS3.3 C.14.1.1. */
    private static String words(int reason) {
        String hex = " (" + StoreStatus.hex(reason) + ")";
        return switch (reason) {
            case -1 -> "no reason given";
            case 0x0110 -> "the peer failed to process it" + hex;
            case 0x0112 -> "the peer does not have the instance" + hex;
            case 0x0119 -> "the peer has the instance with another SOP class" + hex;
            case 0x0122 -> "the peer does not support this SOP class" + hex;
            case 0x0131 -> "the transaction's UID is in use already" + hex;
            case 0x0213 -> "the peer is out of resources" + hex;
            default -> "the peer does not commit itself" + hex;
        };
    }
}
