package org.skiagraph.dicom.rejection;

import java.time.LocalDateTime;

/**
 * A Key Object Selection (PS3.3 A.35.4) titled (113001, DCM, "Rejected for Quality Reasons"), with its identity decided
 * beforehand, so that writing it twice makes one.
 *
 * @param seriesInstanceUid a series of its own in the study of what is rejected
 * @param sopInstanceUid its own
 * @param seriesNumber one that the study does not have
 * @param time when it is rejected
 */
public record RejectionNote(String seriesInstanceUid, String sopInstanceUid, int seriesNumber, LocalDateTime time) {}
