package org.skiagraph.diffusion.prompt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.skiagraph.domain.Rejected;

/** The token pieces that a model was trained with, as its bundle states them: a JSON list of texts. */
public final class Vocabulary {
    private static final long LARGEST = 16L << 20;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(4).build())
            .build());

    private final Set<String> pieces;

    private Vocabulary(Set<String> pieces) {
        this.pieces = pieces;
    }

    /** @throws Rejected if it is no such list */
    public static Vocabulary read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw wrong(file, "it has over " + LARGEST + " bytes", null);
            }
            JsonNode root = JSON.readTree(Files.readString(file));
            Set<String> pieces = new HashSet<>();
            for (JsonNode piece : root) {
                if (!root.isArray() || !piece.isTextual()) {
                    throw wrong(file, "it is no list of token pieces", null);
                }
                pieces.add(piece.asText());
            }
            if (pieces.isEmpty()) {
                throw wrong(file, "it lists no token piece", null);
            }
            return new Vocabulary(pieces);
        } catch (IOException e) {
            throw wrong(file, "it cannot be read as JSON", e);
        }
    }

    private static Rejected wrong(Path file, String what, Throwable cause) {
        return new Rejected(
                file.toString(), what, "Write a JSON list of texts, or leave `vocabulary` out of bundle.yaml", cause);
    }

    /** Whether a piece is listed, with or without the mark of a word's begin or end that tokenizers write. */
    public boolean knows(String piece) {
        String bare = bare(piece);
        return bare.isEmpty() || pieces.contains(piece) || pieces.contains(bare);
    }

    /** CLIP marks a word's end, WordPiece what continues one, unigrams and GPT's byte pairs the blank before it. */
    private static String bare(String piece) {
        if (piece.endsWith("</w>")) {
            return piece.substring(0, piece.length() - "</w>".length());
        }
        return piece.startsWith("##") && piece.length() > 2
                ? piece.substring(2)
                : piece.replaceFirst("^[\u2581\u0120]", "");
    }
}
