package org.skiagraph.dicom.network;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.skiagraph.domain.ProgressListener;

/** The door to the network: C-ECHO and C-STORE as a user (PS3.4 Annex A and B, PS3.7). */
public interface StoreScu {
    /**
     * Verifies that the peer answers.
     *
     * @return how long the answer took
     * @throws org.skiagraph.domain.Retryable if it cannot be reached, refuses the association or times out
     */
    Duration echo(Peer peer);

    /**
     * Sends files over as few associations as the peer allows. Files without our marking and record are refused before
     * a connection is made.
     *
     * @return one outcome per file, in order, whatever happened on the way
     * @throws org.skiagraph.domain.Rejected if a file is not one of ours
     */
    List<Outcome> send(List<Path> files, Peer peer, ProgressListener listener);

    /**
     * What became of one file.
     *
     * @param status C-STORE status (PS3.4 B.2.3), or -1 where none came
     * @param detail reason for people; Error Comment (0000,0902) where the peer gave one
     */
    record Outcome(Path file, String sopInstanceUid, Kind kind, int status, String detail) {
        public enum Kind {
            /** 0x0000. */
            STORED,
            /** 0xB000, 0xB006, 0xB007: stored, with a remark. */
            WARNING,
            /** Out of resources, no association: may work later. */
            RETRYABLE,
            /** Anything else: will fail again. */
            FAILED
        }
    }
}
