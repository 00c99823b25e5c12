package org.skiagraph.dicom.network;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
     * @throws org.skiagraph.domain.Rejected if a file is not one of ours, or the TLS files are not what they should be
     */
    default List<Outcome> send(List<Path> files, Peer peer, ProgressListener listener) {
        return send(files, peer, listener, outcome -> {});
    }

    /**
     * The same, telling of each file as soon as it is known what became of it: before the next one is sent, so that a
     * caller who writes it down loses nothing when it is killed.
     *
     * @param each hears of every file once; what it throws ends the sending and comes out of here
     */
    List<Outcome> send(List<Path> files, Peer peer, ProgressListener listener, Consumer<Outcome> each);

    /**
     * What became of one file.
     *
     * @param status C-STORE status (PS3.4 B.2.3), or by STOW-RS the Failure Reason (0008,1197), which are the same
     *     numbers; -1 where none came
     * @param detail reason for people; Error Comment (0000,0902) where the peer gave one
     * @param retryAfter how long the peer asks us to wait, where it says so
     */
    record Outcome(
            Path file, String sopInstanceUid, Kind kind, int status, String detail, Optional<Duration> retryAfter) {
        public Outcome(Path file, String sopInstanceUid, Kind kind, int status, String detail) {
            this(file, sopInstanceUid, kind, status, detail, Optional.empty());
        }

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
