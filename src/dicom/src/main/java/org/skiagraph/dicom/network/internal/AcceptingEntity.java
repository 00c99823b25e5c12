package org.skiagraph.dicom.network.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.aoju.bus.image.Device;
import org.aoju.bus.image.metric.ApplicationEntity;
import org.aoju.bus.image.metric.Connection;
import org.aoju.bus.image.metric.DimseRQHandler;
import org.aoju.bus.image.metric.TransferCapability;

/**
 * What the toolkit has to know of us when peers open associations to us.
 *
 * @param name of its threads
 * @param aeTitles our own
 * @param callers titles that may call; empty for any
 * @param pduLength longest PDU in bytes that we take
 */
record AcceptingEntity(
        String name,
        Set<String> aeTitles,
        Set<String> callers,
        List<TransferCapability> capabilities,
        DimseRQHandler handler,
        int pduLength) {
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
    private static final int IDLE_TIMEOUT_MILLIS = 60_000;

    /** A connection that is part of an entity for each title. */
    Connection on(Executor threads, ScheduledExecutorService timer) {
        Connection connection = new Connection();
        connection.setRequestTimeout(REQUEST_TIMEOUT_MILLIS);
        connection.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
        connection.setReceivePDULength(pduLength);
        connection.setSendPDULength(pduLength);
        connection.setTcpNoDelay(true);
        Device device = new Device("skiagraph");
        device.setExecutor(threads);
        device.setScheduledExecutor(timer);
        device.setDimseRQHandler(handler);
        device.addConnection(connection);
        aeTitles.forEach(title -> device.addApplicationEntity(entity(title, connection)));
        return connection;
    }

    private ApplicationEntity entity(String title, Connection connection) {
        ApplicationEntity entity = new ApplicationEntity(title);
        entity.addConnection(connection);
        entity.setAssociationInitiator(false);
        entity.setAcceptedCallingAETitles(callers.toArray(String[]::new));
        // Each entity needs its own: the toolkit writes into them whose they are.
        for (TransferCapability one : capabilities) {
            entity.addTransferCapability(
                    new TransferCapability(null, one.getSopClass(), one.getRole(), one.getTransferSyntaxes()));
        }
        return entity;
    }
}
