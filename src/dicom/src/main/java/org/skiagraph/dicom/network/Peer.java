package org.skiagraph.dicom.network;

/**
 * A DICOM application entity to talk to.
 *
 * @param calledAeTitle 1 to 16 characters of the AE VR (PS3.5 6.2)
 * @param host name or address
 * @param port 1 to 65535
 * @param callingAeTitle our own
 */
public record Peer(String calledAeTitle, String host, int port, String callingAeTitle) {}
