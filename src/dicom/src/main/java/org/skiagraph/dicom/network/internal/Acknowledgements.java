package org.skiagraph.dicom.network.internal;

import java.io.IOException;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/**
 * Tells the system to acknowledge at once what comes next. Many peers (DCMTK unless TCP_NODELAY is set, and what is built on
 * it) write an answer in two pieces and hold the second one back until the first is acknowledged (RFC 896), which Linux does
 * after 40 ms: longer than all the rest of a C-STORE takes.
 */
final class Acknowledgements {
    private Acknowledgements() {}

    /** Holds for a few segments, so say it before each answer. Nothing happens where the system does not know of it. */
    static void hasten(Socket socket) {
        try {
            if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
                socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
        } catch (IOException | UnsupportedOperationException | LinkageError ignored) {
            // Then it takes longer: the run-time has no such option. A closed socket is told by the exchange itself.
        }
    }
}
