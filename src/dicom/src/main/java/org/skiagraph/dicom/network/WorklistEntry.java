package org.skiagraph.dicom.network;

import java.util.List;
import org.skiagraph.dicom.dataset.Order;

/**
 * A scheduled procedure step.
 *
 * @param order what goes into a study that answers it
 * @param stations Scheduled Station AE Titles
 * @param startDate DA or ""
 * @param startTime TM or ""
 */
public record WorklistEntry(Order order, List<String> stations, String startDate, String startTime) {
    public WorklistEntry {
        stations = List.copyOf(stations);
    }
}
