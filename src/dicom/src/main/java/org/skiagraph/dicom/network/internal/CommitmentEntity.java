package org.skiagraph.dicom.network.internal;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.aoju.bus.image.Device;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.metric.ApplicationEntity;
import org.aoju.bus.image.metric.Connection;
import org.aoju.bus.image.metric.DimseRQHandler;
import org.aoju.bus.image.metric.TransferCapability;
import org.aoju.bus.image.metric.TransferCapability.Role;

/** What the toolkit has to know of us when peers open associations to us. */
final class CommitmentEntity {
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
    private static final int IDLE_TIMEOUT_MILLIS = 60_000;
    private static final int PDU_LENGTH = 16_384;
    private static final String[] TRANSFER_SYNTAXES = Context.UNCOMPRESSED.toArray(String[]::new);

    private CommitmentEntity() {}

    /** A connection that is part of an entity for each title. */
    static Connection of(
            Set<String> aeTitles, DimseRQHandler handler, Executor threads, ScheduledExecutorService timer) {
        Connection connection = new Connection();
        connection.setRequestTimeout(REQUEST_TIMEOUT_MILLIS);
        connection.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
        connection.setReceivePDULength(PDU_LENGTH);
        connection.setSendPDULength(PDU_LENGTH);
        connection.setTcpNoDelay(true);
        Device device = new Device("skiagraph");
        device.setExecutor(threads);
        device.setScheduledExecutor(timer);
        device.setDimseRQHandler(handler);
        device.addConnection(connection);
        for (String title : aeTitles) {
            ApplicationEntity entity = new ApplicationEntity(title);
            device.addApplicationEntity(entity);
            entity.addConnection(connection);
            entity.setAssociationInitiator(false);
            entity.addTransferCapability(capability(UID.VerificationSOPClass, Role.SCP));
            // The peer says by role selection that it is the provider; one that forgets to, means it all the same.
            entity.addTransferCapability(capability(UID.StorageCommitmentPushModelSOPClass, Role.SCU));
            entity.addTransferCapability(capability(UID.StorageCommitmentPushModelSOPClass, Role.SCP));
        }
        return connection;
    }

    private static TransferCapability capability(String sopClass, Role role) {
        return new TransferCapability(null, sopClass, role, TRANSFER_SYNTAXES);
    }
}
