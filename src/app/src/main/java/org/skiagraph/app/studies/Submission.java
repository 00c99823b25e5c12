package org.skiagraph.app.studies;

import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.skiagraph.domain.Rejected;

/**
 * What makes one study that study and no other: fixed when it is asked for, so that making it again, after a crash or on
 * purpose, gives the same UIDs, the same folder and, with the same seed, the same bytes.
 *
 * @param key every UID, the patient and the accession number derive from it (and from the site's root)
 * @param clock the study's date and time, in whole milliseconds
 */
public record Submission(String key, LocalDateTime clock) {
    private static final int RANDOM_BYTES = 16;

    public Submission {
        if (key.isBlank()) {
            throw new Rejected("submission", "its key is empty", "Give one of at least one character");
        }
        clock = clock.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A study that was never there before: 128 random bits, and this moment. */
    public static Submission now() {
        byte[] bits = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bits);
        return new Submission(HexFormat.of().formatHex(bits), LocalDateTime.now(ZoneId.systemDefault()));
    }
}
