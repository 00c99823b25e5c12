package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.aoju.bus.image.Device;
import org.aoju.bus.image.metric.ApplicationEntity;
import org.aoju.bus.image.metric.Connection;
import org.aoju.bus.image.metric.DimseRQHandler;
import org.aoju.bus.image.metric.TransferCapability;
import org.skiagraph.dicom.internal.toolkit.ToolkitLog;

/** A peer on loopback whose answers are a test's own. */
final class TestDevice implements AutoCloseable {
    private final Device device = new Device("test");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final int port = FreePort.find();

    /** Listens from now on. */
    TestDevice(String aeTitle, List<TransferCapability> capabilities, DimseRQHandler handler) {
        ToolkitLog.silence();
        Connection connection = new Connection(null, "127.0.0.1", port);
        ApplicationEntity entity = new ApplicationEntity(aeTitle);
        device.addConnection(connection);
        device.addApplicationEntity(entity);
        device.setExecutor(threads);
        device.setScheduledExecutor(timer);
        device.setDimseRQHandler(handler);
        entity.addConnection(connection);
        capabilities.forEach(entity::addTransferCapability);
        try {
            device.bindConnections();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        device.unbindConnections();
        timer.shutdownNow();
        threads.shutdownNow();
    }
}
