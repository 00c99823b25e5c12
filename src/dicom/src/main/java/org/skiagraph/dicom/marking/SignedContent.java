package org.skiagraph.dicom.marking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.pixels.PixelDigest;
import org.skiagraph.dicom.pixels.StoredImage;

/** What an object is about, as one number that stays the same however the object is encoded. */
public final class SignedContent {
    private static final String SEGMENT_SEQUENCE = "00620002";
    private static final String SEGMENTED_PROPERTY_TYPE = "0062000F";
    private static final String EVIDENCE_SEQUENCE = "0040A375";
    private static final String SERIES_SEQUENCE = "00081115";
    private static final String REFERENCED_SOP_SEQUENCE = "00081199";
    private static final String CONCEPT_NAME = "0040A043";

    private SignedContent() {}

    /** An image's stored values. */
    public static String ofImage(StoredImage pixels) {
        return PixelDigest.of(pixels);
    }

    /**
     * A binary segmentation's masks, and what each of them is called.
     *
     * @param packed one bit a pixel, frame after frame (PS3.5 8.1.1); what fills it up is left out
     */
    public static String ofSegmentation(DicomJson dataset, byte[] packed) {
        StringJoiner text = new StringJoiner("\n");
        int bits = 1;
        for (String tag : new String[] {Tags.ROWS, Tags.COLUMNS, Tags.NUMBER_OF_FRAMES}) {
            String number = dataset.text(tag).orElse("1");
            text.add(number);
            bits = Math.multiplyExact(bits, Integer.parseInt(number));
        }
        for (DicomJson segment : dataset.items(SEGMENT_SEQUENCE)) {
            text.add(segment.text("00620004").orElse(""));
            text.add(segment.text("00620005").orElse(""));
            segment.items(SEGMENTED_PROPERTY_TYPE)
                    .forEach(code -> text.add(code.text(Tags.CODE_VALUE).orElse("")));
        }
        byte[] masks = Arrays.copyOf(packed, Math.min(packed.length, (bits + 7) / 8));
        return digest(text.toString().getBytes(StandardCharsets.UTF_8), masks);
    }

    /** What a key object selection says, and of which instances. */
    public static String ofSelection(DicomJson dataset) {
        StringJoiner text = new StringJoiner("\n");
        dataset.items(CONCEPT_NAME)
                .forEach(code -> text.add(code.text(Tags.CODE_VALUE).orElse("")));
        for (DicomJson study : dataset.items(EVIDENCE_SEQUENCE)) {
            text.add(study.text(Tags.STUDY_INSTANCE_UID).orElse(""));
            for (DicomJson series : study.items(SERIES_SEQUENCE)) {
                text.add(series.text(Tags.SERIES_INSTANCE_UID).orElse(""));
                series.items(REFERENCED_SOP_SEQUENCE)
                        .forEach(instance -> text.add(instance.text("00081155").orElse("")));
            }
        }
        return digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
