package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.aoju.bus.image.Dimse;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.Commands;
import org.aoju.bus.image.metric.DimseRQHandler;
import org.aoju.bus.image.metric.PDVInputStream;
import org.aoju.bus.image.metric.TransferCapability;
import org.aoju.bus.image.metric.internal.pdu.Presentation;

/** A worklist, or an archive, that answers what no good one would, whatever it is asked. */
public final class WorklistPeer implements AutoCloseable, DimseRQHandler {
    public static final String AE_TITLE = "HOSTILE";

    /** Instead of a status: there is no last answer. */
    public static final int SILENT = -1;

    private static final int PENDING = 0xFF00;

    private final List<Attributes> answers;
    private final int status;
    private final TestDevice device;

    private WorklistPeer(List<Attributes> answers, int status) {
        this.answers = answers;
        this.status = status;
        this.device = new TestDevice(
                AE_TITLE,
                Stream.of(UID.ModalityWorklistInformationModelFIND, UID.StudyRootQueryRetrieveInformationModelFIND)
                        .map(model -> new TransferCapability(
                                null, model, TransferCapability.Role.SCP, UID.ExplicitVRLittleEndian))
                        .toList(),
                this);
    }

    /** @param status of the last answer, behind the others */
    public static WorklistPeer start(List<Attributes> answers, int status) {
        return new WorklistPeer(answers, status);
    }

    public int port() {
        return device.port();
    }

    @Override
    public void onDimse(Association as, Presentation context, Dimse dimse, Attributes command, PDVInputStream data)
            throws IOException {
        data.skipAll();
        if (dimse != Dimse.C_FIND_RQ) {
            return;
        }
        for (Attributes answer : answers) {
            as.writeDimseRSP(context, Commands.mkCFindRSP(command, PENDING), answer);
        }
        if (status != SILENT) {
            as.writeDimseRSP(context, Commands.mkCFindRSP(command, status));
        }
    }

    @Override
    public void onClose(Association association) {}

    @Override
    public void close() {
        device.close();
    }
}
