package org.skiagraph.dicom.web;

import java.time.Duration;

/**
 * How to behave towards web servers.
 *
 * @param connectTimeout how long a connection with its handshake may take
 * @param responseTimeout how long the answer to a whole request may take, its sending included
 * @param mostInstances in one request, at least 1
 * @param mostBytes in one request, unless its only file is larger
 */
public record WebSettings(Duration connectTimeout, Duration responseTimeout, int mostInstances, long mostBytes) {
    public static final WebSettings DEFAULT =
            new WebSettings(Duration.ofSeconds(10), Duration.ofMinutes(5), 50, 256L << 20);
}
