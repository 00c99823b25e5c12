package org.skiagraph.app.studies;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.domain.Rejected;

/** A file of prompts: UTF-8, one a line; lines that are blank or begin with # say nothing. */
public final class PromptLines {
    static final int MOST_BYTES = 16 << 20;
    static final int MOST_PROMPTS = 10_000;
    private static final String FIELD = "prompts";

    private PromptLines() {}

    /** @param number its place in the file, from 1, blank lines counted */
    public record Line(int number, String prompt) {}

    /**
     * Reads all of it, and never more than {@value #MOST_BYTES} bytes.
     *
     * @throws Rejected if a line is not UTF-8, named by its number, or there are none or too many
     */
    public static List<Line> read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Rejected(FIELD, "the file has over " + MOST_BYTES + " bytes", "Divide it");
        }
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (int start = 0; start < bytes.length; ) {
            int end = endOfLine(bytes, start);
            number++;
            String text = text(bytes, start, end, number);
            if (!text.isEmpty() && !text.startsWith("#")) {
                lines.add(new Line(number, text));
            }
            start = end + 1;
        }
        if (lines.isEmpty() || lines.size() > MOST_PROMPTS) {
            throw new Rejected(
                    FIELD,
                    "the file has " + lines.size() + " prompts",
                    "Write 1 to " + MOST_PROMPTS + ", one on each line");
        }
        return lines;
    }

    private static int endOfLine(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static String text(byte[] bytes, int start, int end, int number) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
            // Some editors begin a file with a byte order mark.
            return (number == 1 ? text.replaceFirst("^\\uFEFF", "") : text).strip();
        } catch (CharacterCodingException e) {
            throw new Rejected(FIELD, "line " + number + " is not UTF-8 text", "Save the file as UTF-8", e);
        }
    }
}
