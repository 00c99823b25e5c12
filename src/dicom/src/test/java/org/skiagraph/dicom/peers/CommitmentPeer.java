package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.aoju.bus.image.Dimse;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.Commands;
import org.aoju.bus.image.metric.DimseRQHandler;
import org.aoju.bus.image.metric.PDVInputStream;
import org.aoju.bus.image.metric.TransferCapability;
import org.aoju.bus.image.metric.internal.pdu.Presentation;

/** A provider of storage commitment that reports on the association on which it was asked, as DCMTK and Orthanc do not. */
public final class CommitmentPeer implements AutoCloseable, DimseRQHandler {
    public static final String AE_TITLE = "COMMITTER";

    private final Behaviour behaviour;
    private final TestDevice device;

    private final CompletableFuture<Integer> answer = new CompletableFuture<>();

    /**
     * @param status of the answer to N-ACTION
     * @param report made of the request's data; null for none
     * @param closes whether it aborts then instead of waiting for the release
     */
    public record Behaviour(int status, Function<Attributes, Attributes> report, boolean closes) {}

    private CommitmentPeer(Behaviour behaviour) {
        this.behaviour = behaviour;
        this.device = new TestDevice(
                AE_TITLE,
                List.of(new TransferCapability(
                        null,
                        UID.StorageCommitmentPushModelSOPClass,
                        TransferCapability.Role.SCP,
                        UID.ImplicitVRLittleEndian)),
                this);
    }

    public static CommitmentPeer start(Behaviour behaviour) {
        return new CommitmentPeer(behaviour);
    }

    /** Everything that was asked for is committed. */
    public static Attributes allOf(Attributes request) {
        return new Attributes(request);
    }

    /** Everything is refused as not there. */
    public static Attributes noneOf(Attributes request) {
        Attributes report = new Attributes();
        report.setString(Tag.TransactionUID, VR.UI, request.getString(Tag.TransactionUID));
        var failed = report.newSequence(Tag.FailedSOPSequence, 1);
        for (Attributes item : request.getSequence(Tag.ReferencedSOPSequence)) {
            Attributes copy = new Attributes(item);
            copy.setInt(Tag.FailureReason, VR.US, 0x0112);
            failed.add(copy);
        }
        return report;
    }

    public int port() {
        return device.port();
    }

    /** The status that came back for the report. */
    public int answer() {
        return answer.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void onDimse(Association as, Presentation context, Dimse dimse, Attributes command, PDVInputStream data)
            throws IOException {
        Attributes request = data.readDataset(context.getTransferSyntax());
        as.writeDimseRSP(context, Commands.mkNActionRSP(command, behaviour.status()));
        if (behaviour.report() != null) {
            device.execute(() -> report(as, behaviour.report().apply(request)));
        } else if (behaviour.closes()) {
            as.abort();
        }
    }

    private void report(Association as, Attributes report) {
        try {
            var response = as.neventReport(
                    UID.StorageCommitmentPushModelSOPClass,
                    UID.StorageCommitmentPushModelSOPInstance,
                    report.contains(Tag.FailedSOPSequence) ? 2 : 1,
                    report,
                    null);
            response.next();
            answer.complete(response.getCommand().getInt(Tag.Status, -1));
            if (behaviour.closes()) {
                as.abort();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onClose(Association association) {}

    @Override
    public void close() {
        device.close();
    }
}
