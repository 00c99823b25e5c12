package org.skiagraph.dicom.network.internal;

/**
 * What travels in the PDVs of one C-STORE: a data set without preamble and file meta information.
 *
 * @param dataset encoded in that transfer syntax; owned by the payload
 */
record Payload(byte[] dataset, String transferSyntaxUid) {}
