package org.skiagraph.dicom.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import org.skiagraph.dicom.file.WrittenImage;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.Part10;
import org.skiagraph.dicom.marking.Signing;
import org.skiagraph.dicom.marking.TrustedKey;
import org.skiagraph.domain.Rejected;

/**
 * Whether a site vouches for a file; see {@link Signing}.
 *
 * @param keyId of the key that it was signed with, "" if it was not
 * @param reason why it is bad or was not looked at; "" elsewhere
 */
public record Signature(Kind kind, String keyId, String reason) {
    public enum Kind {
        NONE,
        GOOD,
        BAD,
        /** By a key that nobody said to trust. */
        UNKNOWN_KEY
    }

    /** "signed by key 0123456789abcdef: good". */
    @Override
    public String toString() {
        String by = "signed by key " + (keyId.isEmpty() ? "of no id" : keyId);
        return switch (kind) {
            case NONE -> "not signed";
            case GOOD -> by + ": good";
            case BAD -> by + ": BAD, " + reason;
            case UNKNOWN_KEY -> by + ", which is none of those that are trusted";
        };
    }

    /**
     * Looks at the signature of a file.
     *
     * @param trusted keys of whom files may be
     */
    public static Signature of(Path file, Collection<TrustedKey> trusted) {
        DicomJson dataset;
        try {
            dataset = Part10.readHeader(file).dataset();
        } catch (IOException | RuntimeException e) {
            throw new Rejected(file.toString(), "it is not a DICOM file that can be read", "Name a DICOM file", e);
        }
        Optional<String> signature = dataset.text(Tags.PRIVATE_SIGNATURE);
        Optional<String> keyId = dataset.text(Tags.PRIVATE_SIGNATURE_KEY);
        if (signature.isEmpty() && keyId.isEmpty()) {
            return new Signature(Kind.NONE, "", "");
        }
        String id = keyId.filter(text -> text.matches("[0-9a-f]{16}")).orElse("");
        return trusted.stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .map(key -> check(file, dataset, key, signature.orElse("")))
                .orElse(new Signature(Kind.UNKNOWN_KEY, id, "no trusted key has this id"));
    }

    private static Signature check(Path file, DicomJson dataset, TrustedKey key, String signature) {
        try {
            byte[] message = Signing.message(dataset, WrittenImage.read(file).pixels());
            byte[] bytes = Base64.getDecoder().decode(signature);
            return key.isSigned(message, bytes)
                    ? new Signature(Kind.GOOD, key.id(), "")
                    : new Signature(
                            Kind.BAD, key.id(), "record, pixels or SOP Instance UID are not those that were signed");
        } catch (IllegalArgumentException e) {
            return new Signature(Kind.BAD, key.id(), "it is no signature");
        } catch (Rejected e) {
            return new Signature(Kind.BAD, key.id(), e.what());
        }
    }
}
