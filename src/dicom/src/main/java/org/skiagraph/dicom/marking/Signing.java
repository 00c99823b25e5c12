package org.skiagraph.dicom.marking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;

/**
 * A site vouches for a file: for its record, its content and its SOP Instance UID together. Content rather than its
 * encoding, so that a lossless transfer syntax may come and go.
 */
public final class Signing {
    private static final String FORM = "SKIAGRAPH SIGNATURE 1";

    private Signing() {}

    /**
     * Signs a dataset that is marked already; the signature goes beside the record.
     *
     * @param content see {@link SignedContent}
     */
    public static void apply(DicomJson dataset, SiteKey key, String content) {
        byte[] signature = key.sign(message(dataset, content));
        dataset.texts(Tags.PRIVATE_SIGNATURE_KEY, "LO", key.known().id());
        dataset.texts(Tags.PRIVATE_SIGNATURE, "UT", Base64.getEncoder().encodeToString(signature));
    }

    /** What is signed. */
    public static byte[] message(DicomJson dataset, String content) {
        String text = String.join(
                "\n",
                FORM,
                dataset.text(Tags.SOP_INSTANCE_UID).orElse(""),
                content,
                // Black for white would be another picture; colour is left out, since codecs rename it.
                dataset.text(Tags.PHOTOMETRIC_INTERPRETATION)
                        .filter(word -> word.startsWith("MONOCHROME"))
                        .orElse(""),
                dataset.text(Tags.PRIVATE_RECORD).orElse(""));
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
