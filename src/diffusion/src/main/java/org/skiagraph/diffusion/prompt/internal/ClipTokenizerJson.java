package org.skiagraph.diffusion.prompt.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.skiagraph.domain.Rejected;

/**
 * Builds a tokenizer.json out of CLIP's vocab.json and merges.txt: normal form C, white space to single blanks, lower
 * case; words, single digits and runs of other characters apart; bytes as characters; "&lt;/w&gt;" at a word's end.
 */
final class ClipTokenizerJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORDS = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";
    private static final int MOST_MERGES = 1_000_000;

    private ClipTokenizerJson() {}

    static ObjectNode build(Path directory, SpecialTokenNames names) {
        ObjectNode vocabulary = TokenizerFiles.object(directory.resolve("vocab.json"));
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0");
        // Special tokens are found in the text before anything else, after lower-casing; SD 2's padding "!" is one.
        ArrayNode added = root.putArray("added_tokens");
        JsonNode configured = TokenizerFiles.optional(directory.resolve("tokenizer_config.json"))
                .path("added_tokens_decoder");
        names.all().forEach(token -> added.add(special(vocabulary, token, isNormalized(configured, token))));
        root.set("normalizer", normalizer());
        root.set("pre_tokenizer", preTokenizer());
        root.putNull("post_processor");
        root.set("decoder", byteLevel());
        ObjectNode model = root.putObject("model");
        model.put("type", "BPE");
        model.put("unk_token", names.unknown());
        model.put("continuing_subword_prefix", "");
        model.put("end_of_word_suffix", "</w>");
        model.put("fuse_unk", false);
        model.set("vocab", vocabulary);
        model.set("merges", merges(directory.resolve("merges.txt")));
        return root;
    }

    /** Whether a token is looked for in the normalised text; CLIP's own are, unless the configuration says otherwise. */
    private static boolean isNormalized(JsonNode configured, String token) {
        for (JsonNode added : configured) {
            if (added.path("content").asText().equals(token)) {
                return added.path("normalized").asBoolean(true);
            }
        }
        return true;
    }

    private static ObjectNode special(JsonNode vocabulary, String token, boolean normalized) {
        ObjectNode added = JSON.createObjectNode();
        added.put("id", vocabulary.path(token).asLong(-1));
        added.put("content", token);
        added.put("single_word", false);
        added.put("lstrip", false);
        added.put("rstrip", false);
        added.put("normalized", normalized);
        added.put("special", true);
        return added;
    }

    private static ObjectNode normalizer() {
        ObjectNode sequence = JSON.createObjectNode().put("type", "Sequence");
        ArrayNode steps = sequence.putArray("normalizers");
        steps.addObject().put("type", "NFC");
        ObjectNode blanks = steps.addObject().put("type", "Replace");
        blanks.putObject("pattern").put("Regex", "\\s+");
        blanks.put("content", " ");
        steps.addObject().put("type", "Lowercase");
        return sequence;
    }

    private static ObjectNode preTokenizer() {
        ObjectNode sequence = JSON.createObjectNode().put("type", "Sequence");
        ArrayNode steps = sequence.putArray("pretokenizers");
        ObjectNode split = steps.addObject().put("type", "Split");
        split.putObject("pattern").put("Regex", WORDS);
        split.put("behavior", "Removed");
        split.put("invert", true);
        steps.add(byteLevel());
        return sequence;
    }

    private static ObjectNode byteLevel() {
        return JSON.createObjectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
    }

    /** One merge a line, two pieces with a blank between; the first line may name the version. */
    private static ArrayNode merges(Path file) {
        ArrayNode merges = JSON.createArrayNode();
        try {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines) {
                if (!line.startsWith("#version") && !line.isBlank()) {
                    merges.add(line);
                }
            }
        } catch (IOException e) {
            throw new Rejected(file.toString(), "it is missing or not text", "Copy the tokenizer again", e);
        }
        if (merges.size() > MOST_MERGES) {
            throw new Rejected(file.toString(), "it has " + merges.size() + " merges", "Copy the tokenizer again");
        }
        return merges;
    }
}
