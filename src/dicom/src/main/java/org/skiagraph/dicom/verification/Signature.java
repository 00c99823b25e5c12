package org.skiagraph.dicom.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import org.skiagraph.dicom.file.WrittenImage;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.CompressedPixels;
import org.skiagraph.dicom.internal.toolkit.Part10;
import org.skiagraph.dicom.marking.SignedContent;
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
        /** Its content cannot be decoded by this build. */
        UNCHECKED,
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
            case UNCHECKED -> by + ": not checked, " + reason;
            case UNKNOWN_KEY -> by + ", which is none of those that are trusted";
        };
    }

    /**
     * Looks at the signature of a file.
     *
     * @param trusted keys of whom files may be
     */
    public static Signature of(Path file, Collection<TrustedKey> trusted) {
        Part10.Header header;
        try {
            header = Part10.readHeader(file);
        } catch (IOException | RuntimeException e) {
            throw new Rejected(file.toString(), "it is not a DICOM file that can be read", "Name a DICOM file", e);
        }
        DicomJson dataset = header.dataset();
        Optional<String> signature = dataset.text(Tags.PRIVATE_SIGNATURE);
        Optional<String> keyId = dataset.text(Tags.PRIVATE_SIGNATURE_KEY);
        if (signature.isEmpty() && keyId.isEmpty()) {
            return new Signature(Kind.NONE, "", "");
        }
        String id = keyId.filter(text -> text.matches("[0-9a-f]{16}")).orElse("");
        return trusted.stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .map(key -> check(file, header, key, signature.orElse("")))
                .orElse(new Signature(Kind.UNKNOWN_KEY, id, "no trusted key has this id"));
    }

    private static Signature check(Path file, Part10.Header header, TrustedKey key, String signature) {
        if (CompressedPixels.areMissingFor(header.transferSyntaxUid())) {
            return new Signature(Kind.UNCHECKED, key.id(), "this build has no codec for the file's pixels");
        }
        try {
            byte[] message = Signing.message(header.dataset(), content(file, header.dataset()));
            byte[] bytes = Base64.getDecoder().decode(signature);
            return key.isSigned(message, bytes)
                    ? new Signature(Kind.GOOD, key.id(), "")
                    : new Signature(
                            Kind.BAD, key.id(), "record, content or SOP Instance UID are not those that were signed");
        } catch (IOException e) {
            return new Signature(Kind.UNCHECKED, key.id(), "its content is not as we write it");
        } catch (IllegalArgumentException e) {
            return new Signature(Kind.BAD, key.id(), "it is no signature");
        } catch (Rejected e) {
            return new Signature(Kind.BAD, key.id(), e.what());
        }
    }

    private static String content(Path file, DicomJson dataset) throws IOException {
        return switch (dataset.text(Tags.SOP_CLASS_UID).orElse("")) {
            case Tags.SEGMENTATION -> SignedContent.ofSegmentation(dataset, Part10.readPixels(file));
            case Tags.KEY_OBJECT_SELECTION -> SignedContent.ofSelection(dataset);
            default -> SignedContent.ofImage(WrittenImage.read(file).pixels());
        };
    }
}
