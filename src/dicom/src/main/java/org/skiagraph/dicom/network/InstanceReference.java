package org.skiagraph.dicom.network;

/** An instance, as storage commitment names it (PS3.4 Table J.3-1). */
public record InstanceReference(String sopClassUid, String sopInstanceUid) {}
