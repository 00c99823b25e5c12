package org.skiagraph.dicom.web;

import java.net.URI;
import java.util.Optional;
import org.skiagraph.dicom.tls.Tls;

/**
 * A DICOMweb server to send to.
 *
 * @param uri its base, to which "/studies" is added, such as https://pacs.example/dicom-web
 * @param tls for https; empty for the JVM's trust and no certificate of our own
 */
public record WebTarget(URI uri, Authentication authentication, Optional<Tls> tls) {}
