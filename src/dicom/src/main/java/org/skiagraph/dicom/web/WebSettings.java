package org.skiagraph.dicom.web;

import java.time.Duration;
import org.skiagraph.domain.Rejected;

/**
 * How to behave towards web servers.
 *
 * @param connectTimeout how long a connection with its handshake may take, 1 ms to 24 days
 * @param responseTimeout how long a server may neither take nor answer anything while a request is open, same range
 * @param mostInstances in one request, at least 1
 * @param mostBytes in one request, unless its only file is larger; at least 1
 */
public record WebSettings(Duration connectTimeout, Duration responseTimeout, int mostInstances, long mostBytes) {
    public static final WebSettings DEFAULT =
            new WebSettings(Duration.ofSeconds(10), Duration.ofSeconds(60), 50, 256L << 20);

    /** @throws Rejected naming what is out of its range */
    public WebSettings {
        check("connect timeout", connectTimeout);
        check("response timeout", responseTimeout);
        if (mostInstances < 1 || mostBytes < 1) {
            throw new Rejected("request size", "a request of nothing", "Allow 1 instance and 1 byte at least");
        }
    }

    private static void check(String where, Duration timeout) {
        if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
            throw new Rejected(where, timeout + " is not from 1 ms to 24 days", "Give a number of seconds above 0");
        }
    }
}
