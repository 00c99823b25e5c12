package org.skiagraph.dicom.network.internal;

import java.io.IOException;
import java.util.function.Consumer;
import org.aoju.bus.image.Dimse;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.Commands;
import org.aoju.bus.image.metric.DimseRQHandler;
import org.aoju.bus.image.metric.ImageException;
import org.aoju.bus.image.metric.PDVInputStream;
import org.aoju.bus.image.metric.internal.pdu.Presentation;
import org.skiagraph.dicom.network.CommitmentReport;

/** Takes N-EVENT-REPORT of storage commitment, answers C-ECHO, and refuses everything else (PS3.7 Annex C). */
final class CommitmentHandler implements DimseRQHandler {
    private static final int PROCESSING_FAILURE = 0x0110;
    private static final int NO_SUCH_EVENT_TYPE = 0x0113;
    private static final int INVALID_ARGUMENT = 0x0115;
    private static final int NO_SUCH_SOP_CLASS = 0x0118;
    private static final int UNRECOGNIZED_OPERATION = 0x0211;

    private final Consumer<CommitmentReport> reports;
    private final Runnable answered;

    /**
     * @param reports throws if it cannot take one
     * @param answered runs when the peer has been told that we have its report
     */
    CommitmentHandler(Consumer<CommitmentReport> reports, Runnable answered) {
        this.reports = reports;
        this.answered = answered;
    }

    @Override
    public void onDimse(
            Association association, Presentation context, Dimse dimse, Attributes command, PDVInputStream data)
            throws IOException {
        try {
            switch (dimse) {
                case C_ECHO_RQ -> association.writeDimseRSP(context, Commands.mkEchoRSP(command, 0));
                case N_EVENT_REPORT_RQ -> {
                    take(context, command, data);
                    association.writeDimseRSP(context, Commands.mkNEventReportRSP(command, 0));
                    answered.run();
                }
                default -> throw new ImageException(UNRECOGNIZED_OPERATION);
            }
        } catch (ImageException refusal) {
            association.writeDimseRSP(
                    context, refusal.mkRSP(dimse.commandFieldOfRSP(), command.getInt(Tag.MessageID, 0)));
        }
    }

    @Override
    public void onClose(Association association) {}

    private void take(Presentation context, Attributes command, PDVInputStream data) throws ImageException {
        if (!UID.StorageCommitmentPushModelSOPClass.equals(command.getString(Tag.AffectedSOPClassUID))) {
            throw new ImageException(NO_SUCH_SOP_CLASS);
        }
        int event = command.getInt(Tag.EventTypeID, 0);
        if (event != 1 && event != 2) {
            throw new ImageException(NO_SUCH_EVENT_TYPE);
        }
        if (data == null) {
            throw new ImageException(INVALID_ARGUMENT);
        }
        hand(read(context, data));
    }

    private static CommitmentReport read(Presentation context, PDVInputStream data) throws ImageException {
        try {
            return CommitmentData.report(data, context.getTransferSyntax());
        } catch (IOException | RuntimeException e) {
            throw new ImageException(INVALID_ARGUMENT, e);
        }
    }

    private void hand(CommitmentReport report) throws ImageException {
        try {
            reports.accept(report);
        } catch (RuntimeException e) {
            throw new ImageException(PROCESSING_FAILURE);
        }
    }
}
