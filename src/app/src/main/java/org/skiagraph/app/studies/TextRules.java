package org.skiagraph.app.studies;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.skiagraph.domain.Rejected;

/** What text may hold before it goes into a text encoder or a DICOM attribute. Messages never quote it. */
final class TextRules {
    static final int MOST_PROMPT_BYTES = 32 * 1024;

    private TextRules() {}

    static void prompt(String field, String text) {
        if (text == null) {
            throw new Rejected(field, "none was given", "Give one; \"\" is the unconditional prompt");
        }
        int bytes = utf8Length(field, text);
        if (bytes > MOST_PROMPT_BYTES) {
            throw new Rejected(
                    field,
                    bytes + " bytes are over the limit of " + MOST_PROMPT_BYTES,
                    "Shorten it; a text encoder reads some 75 words at a time");
        }
        if (text.indexOf('\0') >= 0) {
            throw new Rejected(field, "it holds a NUL character", "Give plain text");
        }
    }

    /** PS3.5 6.2: LO and SH have no backslash and no control character. */
    static void label(String field, String text, int most) {
        utf8Length(field, text);
        if (text.isBlank() || text.codePointCount(0, text.length()) > most) {
            throw new Rejected(
                    field,
                    "it has " + text.codePointCount(0, text.length()) + " characters, or only spaces",
                    "Give 1 to " + most + " characters");
        }
        if (text.indexOf('\\') >= 0 || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new Rejected(field, "it holds a backslash or a control character", "Leave that out");
        }
    }

    /** PS3.5 6.2.1: up to three groups of up to five components. */
    static void personName(String field, String text) {
        label(field, text, StudyLabels.NAME_ROOM);
        String[] groups = text.split("=", -1);
        for (String group : groups) {
            if (groups.length > 3 || group.split("\\^", -1).length > 5) {
                throw new Rejected(
                        field, "it has over 3 groups (=) or over 5 components (^)", "Write it as Family^Given^Middle");
            }
        }
    }

    private static int utf8Length(String field, String text) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .remaining();
        } catch (CharacterCodingException e) {
            throw new Rejected(field, "it is not valid Unicode", "Give text in UTF-8", e);
        }
    }
}
