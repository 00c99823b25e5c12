package org.skiagraph.app.outbox;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One instance on its way to one destination.
 *
 * @param attempts tries that were answered, or lost
 * @param next when it is tried again, if it is pending
 * @param detail the last word about it
 */
public record QueuedDelivery(
        String sopInstanceUid,
        String sopClassUid,
        String studyInstanceUid,
        Path file,
        String destination,
        DeliveryState state,
        Verdict verdict,
        int attempts,
        Instant next,
        String detail) {}
