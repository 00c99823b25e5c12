package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.aoju.bus.image.Device;
import org.aoju.bus.image.Dimse;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.metric.ApplicationEntity;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.Commands;
import org.aoju.bus.image.metric.Connection;
import org.aoju.bus.image.metric.DimseRQHandler;
import org.aoju.bus.image.metric.PDVInputStream;
import org.aoju.bus.image.metric.TransferCapability;
import org.aoju.bus.image.metric.internal.pdu.Presentation;
import org.skiagraph.dicom.internal.toolkit.ToolkitLog;

/** A worklist, or an archive, that answers what no good one would, whatever it is asked. */
public final class WorklistPeer implements AutoCloseable, DimseRQHandler {
    public static final String AE_TITLE = "HOSTILE";

    /** Instead of a status: there is no last answer. */
    public static final int SILENT = -1;

    private static final int PENDING = 0xFF00;

    private final Device device = new Device("hostile");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final int port = FreePort.find();
    private final List<Attributes> answers;
    private final int status;

    private WorklistPeer(List<Attributes> answers, int status) {
        this.answers = answers;
        this.status = status;
    }

    /** @param status of the last answer, behind the others */
    public static WorklistPeer start(List<Attributes> answers, int status) {
        ToolkitLog.silence();
        WorklistPeer peer = new WorklistPeer(answers, status);
        Connection connection = new Connection(null, "127.0.0.1", peer.port);
        ApplicationEntity entity = new ApplicationEntity(AE_TITLE);
        peer.device.addConnection(connection);
        peer.device.addApplicationEntity(entity);
        peer.device.setExecutor(peer.threads);
        peer.device.setScheduledExecutor(peer.timer);
        peer.device.setDimseRQHandler(peer);
        entity.addConnection(connection);
        for (String model :
                List.of(UID.ModalityWorklistInformationModelFIND, UID.StudyRootQueryRetrieveInformationModelFIND)) {
            entity.addTransferCapability(
                    new TransferCapability(null, model, TransferCapability.Role.SCP, UID.ExplicitVRLittleEndian));
        }
        try {
            peer.device.bindConnections();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return peer;
    }

    public int port() {
        return port;
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
        device.unbindConnections();
        timer.shutdownNow();
        threads.shutdownNow();
    }
}
