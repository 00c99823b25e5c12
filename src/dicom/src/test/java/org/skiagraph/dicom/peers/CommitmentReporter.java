package org.skiagraph.dicom.peers;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.aoju.bus.image.Device;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.metric.ApplicationEntity;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.Connection;
import org.aoju.bus.image.metric.DimseRSP;
import org.aoju.bus.image.metric.internal.pdu.AAssociateRQ;
import org.aoju.bus.image.metric.internal.pdu.Presentation;
import org.aoju.bus.image.metric.internal.pdu.RoleSelection;
import org.skiagraph.dicom.internal.toolkit.ToolkitLog;

/** A provider of storage commitment that reports on an association of its own. */
public final class CommitmentReporter {
    private CommitmentReporter() {}

    /** The status that the report is answered with. */
    public static int report(int port, String calledAeTitle, int event, Attributes report) throws Exception {
        ToolkitLog.silence();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Device device = new Device("reporter");
            Connection local = new Connection();
            ApplicationEntity entity = new ApplicationEntity("PACS");
            device.addConnection(local);
            device.addApplicationEntity(entity);
            device.setExecutor(threads);
            entity.addConnection(local);
            Association association =
                    entity.connect(local, new Connection(null, "127.0.0.1", port), request(calledAeTitle));
            DimseRSP response = association.neventReport(
                    UID.StorageCommitmentPushModelSOPClass,
                    UID.StorageCommitmentPushModelSOPInstance,
                    event,
                    report,
                    null);
            response.next();
            int status = response.getCommand().getInt(Tag.Status, -1);
            association.release();
            return status;
        } finally {
            threads.shutdownNow();
        }
    }

    private static AAssociateRQ request(String calledAeTitle) {
        AAssociateRQ request = new AAssociateRQ();
        request.setCallingAET("PACS");
        request.setCalledAET(calledAeTitle);
        request.addPresentationContext(
                new Presentation(1, UID.StorageCommitmentPushModelSOPClass, UID.ImplicitVRLittleEndian));
        request.addRoleSelection(new RoleSelection(UID.StorageCommitmentPushModelSOPClass, false, true));
        return request;
    }
}
