package org.skiagraph.diffusion.bundle.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with {@code {fields}}, and with pieces in square brackets that vanish where a field in them is empty. */
public final class FormTemplate {
    private static final Pattern FIELD = Pattern.compile("\\{([a-z][A-Za-z0-9]*)}");
    private static final Pattern PIECE = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern LOOSE = Pattern.compile("[\\[\\]{}]");

    private final List<Piece> pieces;

    private FormTemplate(List<Piece> pieces) {
        this.pieces = pieces;
    }

    private record Piece(String text, boolean optional) {}

    /** @throws IllegalArgumentException if a bracket or brace has no partner, or brackets lie within brackets */
    public static FormTemplate of(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher piece = PIECE.matcher(text);
        int at = 0;
        while (piece.find()) {
            pieces.add(new Piece(text.substring(at, piece.start()), false));
            pieces.add(new Piece(piece.group(1), true));
            at = piece.end();
        }
        pieces.add(new Piece(text.substring(at), false));
        for (Piece one : pieces) {
            if (LOOSE.matcher(FIELD.matcher(one.text()).replaceAll("")).find()) {
                throw new IllegalArgumentException("\"" + text + "\" has a bracket without its partner");
            }
        }
        return new FormTemplate(pieces);
    }

    /** As often as they are named. */
    List<String> fields() {
        List<String> fields = new ArrayList<>();
        for (Piece piece : pieces) {
            FIELD.matcher(piece.text()).results().forEach(field -> fields.add(field.group(1)));
        }
        return fields;
    }

    /** @param words what a field says, "" where it is empty */
    public String fill(UnaryOperator<String> words) {
        StringBuilder filled = new StringBuilder();
        for (Piece piece : pieces) {
            boolean empty = FIELD.matcher(piece.text()).results().anyMatch(field -> words.apply(field.group(1))
                    .isEmpty());
            if (!piece.optional() || !empty) {
                filled.append(FIELD.matcher(piece.text())
                        .replaceAll(field -> Matcher.quoteReplacement(words.apply(field.group(1)))));
            }
        }
        return filled.toString();
    }
}
