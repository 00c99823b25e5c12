package org.skiagraph.dicom.network;

import java.time.Duration;
import org.skiagraph.domain.Rejected;

/**
 * How to behave on the network.
 *
 * @param callingAeTitle our own AE title, for {@link Peer#parse}
 * @param connectTimeout how long a TCP connection may take, 1 ms to 24 days
 * @param associationTimeout how long the answer to an association or release request may take, same range
 * @param responseTimeout how long a peer may neither take nor answer anything while a request is open, same range
 * @param maxPduLength longest PDU in bytes that we send and take (PS3.8 D.1), 4096 to 1048576
 */
public record NetworkSettings(
        String callingAeTitle,
        Duration connectTimeout,
        Duration associationTimeout,
        Duration responseTimeout,
        int maxPduLength) {
    public static final NetworkSettings DEFAULT = new NetworkSettings(
            "SKIAGRAPH", Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), 65536);

    public NetworkSettings {
        check("connect timeout", connectTimeout);
        check("association timeout", associationTimeout);
        check("response timeout", responseTimeout);
        if (maxPduLength < 4096 || maxPduLength > 1 << 20) {
            throw new Rejected(
                    "maximum PDU length",
                    maxPduLength + " is not from 4096 to 1048576",
                    "Leave it out for " + 65536 + " bytes");
        }
    }

    private static void check(String where, Duration timeout) {
        if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
            throw new Rejected(where, timeout + " is not from 1 ms to 24 days", "Give a number of seconds above 0");
        }
    }
}
