package org.skiagraph.dicom.network;

import java.util.List;

/**
 * For which instances a peer takes responsibility (PS3.4 J.3.3). An instance that was asked for and is in neither list is
 * neither committed nor refused.
 *
 * @param transactionUid of the request that it answers
 */
public record CommitmentReport(String transactionUid, List<InstanceReference> committed, List<FailedReference> failed) {
    public CommitmentReport {
        committed = List.copyOf(committed);
        failed = List.copyOf(failed);
    }

    /**
     * An instance that the peer does not answer for.
     *
     * @param failureReason (0008,1197), PS3.3 C.14-1; -1 where there is none
     * @param reason the same in words
     */
    public record FailedReference(InstanceReference instance, int failureReason, String reason) {}
}
