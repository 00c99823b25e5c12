package org.skiagraph.dicom.network.internal;

import java.util.Locale;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;

/** C-STORE's status codes (PS3.4 B.2.3 and PS3.7 Annex C). */
public final class StoreStatus {
    private StoreStatus() {}

    public static Kind kind(int status) {
        if (status == 0) {
            return Kind.STORED;
        }
        if (isWarning(status)) {
            return Kind.WARNING;
        }
        return isOutOfResources(status) || status == 0x0110 || status == 0x0213 ? Kind.RETRYABLE : Kind.FAILED;
    }

    /** The status in words, with the peer's own comment where it gave one. */
    public static String detail(int status, String comment) {
        String words = words(status) + " (status " + hex(status) + ")";
        return comment.isEmpty() ? words : words + ": " + comment;
    }

    /** "0xA700" */
    static String hex(int status) {
        return String.format(Locale.ROOT, "0x%04X", status);
    }

    private static boolean isWarning(int status) {
        return (status & 0xF000) == 0xB000 || status == 0x0001 || status == 0x0107 || status == 0x0116;
    }

    private static boolean isOutOfResources(int status) {
        return (status & 0xFF00) == 0xA700;
    }

    private static String words(int status) {
        return switch (status) {
            case 0x0000 -> "stored";
            case 0xB000 -> "stored, with data elements coerced";
            case 0xB006 -> "stored, with data elements discarded";
            case 0xB007 -> "stored, though the data set does not match its SOP class";
            case 0x0110 -> "the peer failed to process it";
            case 0x0111 -> "the peer already has an instance of this UID";
            case 0x0117 -> "the peer rejects the SOP instance UID";
            case 0x0122 -> "the peer does not support this SOP class";
            case 0x0124 -> "the peer does not allow us to store";
            case 0x0213 -> "the peer is out of resources";
            case 0xC122 -> "the peer does not take this transfer syntax";
            default -> family(status);
        };
    }

    private static String family(int status) {
        if (isWarning(status)) {
            return "stored, with a warning";
        }
        return switch (status & 0xFF00) {
            case 0xA700 -> "the peer is out of resources";
            case 0xA900 -> "the data set does not match its SOP class";
            default -> (status & 0xF000) == 0xC000 ? "the peer cannot understand it" : "the peer refuses it";
        };
    }
}
