package org.skiagraph.app.cohorts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.skiagraph.domain.Rejected;

/** Reads a cohort's file, whichever kind it is. */
public final class CohortFiles {
    private static final long LARGEST = 64L << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private CohortFiles() {}

    /** @throws Rejected if it cannot be read or understood, naming row and column or the field */
    public static CohortDefinition read(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return ListedCohort.read(file, text(file));
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return DrawnCohort.read(file, text(file));
        }
        throw new Rejected("cohort", file + " is neither .csv nor .yaml", "Name it by what it is");
    }

    /** The directory that a cohort's pictures are named from. */
    static Path base(Path file) {
        return file.toAbsolutePath().normalize().getParent();
    }

    private static String text(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw new Rejected(
                        "cohort", file + " is no file of at most " + LARGEST + " bytes", "Give a .yaml or .csv file");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Rejected("cohort", file + " is not UTF-8 text", "Save it as UTF-8", e);
        } catch (IOException e) {
            throw new Rejected("cohort", file + " cannot be read", "Look at its permissions", e);
        }
    }
}
