package org.skiagraph.dicom.marking;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.pixels.PixelDigest;
import org.skiagraph.dicom.pixels.StoredImage;

/** What an object is about, as one number that stays the same however the object is encoded. */
public final class SignedContent {
    private static final String SEGMENT_SEQUENCE = "00620002";
    private static final String PER_FRAME_FUNCTIONAL_GROUPS = "52009230";
    private static final String REFERENCED_SERIES = "00081115";
    private static final String EVIDENCE = "0040A375";
    private static final String CONCEPT_NAME = "0040A043";
    private static final String CONTENT = "0040A730";

    /** Those whose values read the same in every transfer syntax and software: no decimals. */
    private static final Set<String> STABLE = Set.of("UI", "CS", "SH", "LO", "ST", "UT", "IS", "US", "UL");

    private final StringBuilder text = new StringBuilder();

    private SignedContent() {}

    /** An image's stored values. */
    public static String ofImage(StoredImage pixels) {
        return PixelDigest.of(pixels);
    }

    /**
     * A binary segmentation's masks, what each of them is called, and what it is of.
     *
     * @param packed one bit a pixel, frame after frame (PS3.5 8.1.1); what fills it up is left out
     * @throws IllegalArgumentException if rows, columns or frames are no numbers of a picture
     */
    public static String ofSegmentation(DicomJson dataset, byte[] packed) {
        SignedContent content = new SignedContent();
        long bits = 1;
        for (String tag : new String[] {Tags.ROWS, Tags.COLUMNS, Tags.NUMBER_OF_FRAMES}) {
            String number = dataset.text(tag).orElse("1");
            content.add(number);
            bits = Math.min(Integer.MAX_VALUE, bits * positive(number));
        }
        content.addSequence(SEGMENT_SEQUENCE, dataset);
        content.addSequence(PER_FRAME_FUNCTIONAL_GROUPS, dataset);
        content.addSequence(REFERENCED_SERIES, dataset);
        return content.digest(Arrays.copyOf(packed, (int) Math.min(packed.length, (bits + 7) / 8)));
    }

    /** What a key object selection says, and of which instances. */
    public static String ofSelection(DicomJson dataset) {
        SignedContent content = new SignedContent();
        content.addSequence(CONCEPT_NAME, dataset);
        content.addSequence(EVIDENCE, dataset);
        content.addSequence(CONTENT, dataset);
        return content.digest(new byte[0]);
    }

    private static int positive(String number) {
        int value = Integer.parseInt(number);
        if (value < 1) {
            throw new IllegalArgumentException("not a size: " + number);
        }
        return value;
    }

    /** With its length, so that no two lists of words look alike. */
    private void add(String word) {
        text.append(word.length()).append(':').append(word);
    }

    /** Items in their order, attributes in that of their tags. */
    private void addSequence(String tag, DicomJson dataset) {
        add(tag);
        text.append('[');
        for (DicomJson item : dataset.items(tag)) {
            text.append('{');
            Map<String, JsonNode> attributes = new TreeMap<>();
            item.node().properties().forEach(entry -> attributes.put(entry.getKey(), entry.getValue()));
            attributes.forEach(
                    (key, attribute) -> addAttribute(key, attribute.path("vr").asText(), item));
            text.append('}');
        }
        text.append(']');
    }

    private void addAttribute(String tag, String vr, DicomJson item) {
        if (vr.equals("SQ")) {
            addSequence(tag, item);
        } else if (STABLE.contains(vr)) {
            add(tag);
            item.texts(tag).forEach(this::add);
        }
    }

    private String digest(byte[] bulk) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(bulk));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
