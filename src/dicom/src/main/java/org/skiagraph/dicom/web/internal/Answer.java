package org.skiagraph.dicom.web.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered to a store request (PS3.18 10.5.3).
 *
 * @param status of HTTP
 * @param stored by SOP Instance UID, what Referenced SOP Sequence (0008,1199) holds: Warning Reason (0008,1196), 0 if none
 * @param failed by SOP Instance UID, what Failed SOP Sequence (0008,1198) holds: Failure Reason (0008,1197), -1 if none
 * @param retryAfter how long it asks us to wait
 */
record Answer(int status, Map<String, Integer> stored, Map<String, Integer> failed, Optional<Duration> retryAfter) {
    boolean saysNothingOfInstances() {
        return stored.isEmpty() && failed.isEmpty();
    }
}
