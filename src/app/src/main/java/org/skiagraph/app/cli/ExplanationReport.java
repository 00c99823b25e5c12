package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.skiagraph.diffusion.PromptExplanation;
import org.skiagraph.diffusion.PromptExplanation.Piece;
import org.skiagraph.diffusion.PromptExplanation.Side;
import org.skiagraph.diffusion.PromptExplanation.Word;

/** Tells an explanation: a table for people, a tree for programs. */
final class ExplanationReport {
    private ExplanationReport() {}

    static void print(PromptExplanation explanation, PrintStream out) {
        explanation.sides().forEach(side -> print(side, explanation, out));
        out.println("Long prompts: " + explanation.longPrompt() + "; weights: " + explanation.promptWeights());
        explanation
                .probe()
                .ifPresent(probe -> out.println("Change of the " + probe.network()
                        + "'s prediction without the word, on noise of seed " + probe.seed() + " at timesteps "
                        + probe.timesteps().stream()
                                .map(ExplanationReport::timestep)
                                .collect(Collectors.joining(", "))));
    }

    private static void print(Side side, PromptExplanation explanation, PrintStream out) {
        out.println(side.field().equals("prompt") ? "Prompt" : "Negative prompt");
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("word", "weight", "read", "known"));
        explanation.probe().ifPresent(probe -> probe.timesteps().forEach(t -> head.add("t " + timestep(t))));
        head.add("pieces");
        rows.add(head);
        side.words().forEach(word -> rows.add(row(word)));
        TextTable.print(rows, "  ", out);
    }

    private static List<String> row(Word word) {
        List<String> row = new ArrayList<>(List.of(
                word.word(),
                String.format(Locale.ROOT, "%.3g", word.weight()),
                read(word),
                word.isKnown().map(known -> known ? "yes" : "NO").orElse("-")));
        word.changes().forEach(change -> row.add(String.format(Locale.ROOT, "%.2f %%", 100 * change)));
        row.add(pieces(word));
        return row;
    }

    /** "yes", "yes, part 2", "in part", "NO". */
    private static String read(Word word) {
        if (!word.isKept()) {
            return word.pieces().stream().anyMatch(piece -> piece.window().isPresent()) ? "in part" : "NO";
        }
        int last = word.pieces().stream()
                .mapToInt(piece -> piece.window().orElse(0))
                .max()
                .orElse(0);
        return last == 0 ? "yes" : "yes, part " + (last + 1);
    }

    /** Each encoder's pieces once where they are the same. */
    private static String pieces(Word word) {
        Map<String, List<Piece>> byEncoder = byEncoder(word);
        return byEncoder.values().stream()
                .map(pieces -> pieces.stream()
                        .map(piece -> piece.piece() + " " + piece.id())
                        .collect(Collectors.joining(", ")))
                .distinct()
                .collect(Collectors.joining(" / "));
    }

    private static Map<String, List<Piece>> byEncoder(Word word) {
        return word.pieces().stream().collect(Collectors.groupingBy(Piece::encoder, TreeMap::new, Collectors.toList()));
    }

    private static String timestep(double timestep) {
        return timestep == Math.rint(timestep) ? Long.toString((long) timestep) : Double.toString(timestep);
    }

    static ObjectNode tree(PromptExplanation explanation) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("outcome", ExitCode.DONE.word());
        tree.put("longPrompt", explanation.longPrompt()).put("promptWeights", explanation.promptWeights());
        explanation.probe().ifPresent(probe -> {
            ObjectNode node =
                    tree.putObject("probe").put("network", probe.network()).put("seed", probe.seed());
            probe.timesteps().forEach(node.putArray("timesteps")::add);
        });
        for (Side side : explanation.sides()) {
            ArrayNode words = tree.putArray(side.field());
            side.words().forEach(word -> words.add(tree(word)));
        }
        return tree;
    }

    private static ObjectNode tree(Word word) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("word", word.word())
                .put("weight", word.weight())
                .put("kept", word.isKept());
        word.isKnown().ifPresent(known -> tree.put("known", known));
        ArrayNode pieces = tree.putArray("pieces");
        for (Piece piece : word.pieces()) {
            ObjectNode node = pieces.addObject()
                    .put("encoder", piece.encoder())
                    .put("piece", piece.piece())
                    .put("id", piece.id());
            piece.window().ifPresent(window -> node.put("window", window));
            piece.known().ifPresent(known -> node.put("known", known));
        }
        if (!word.changes().isEmpty()) {
            word.changes().forEach(tree.putArray("changes")::add);
        }
        return tree;
    }
}
