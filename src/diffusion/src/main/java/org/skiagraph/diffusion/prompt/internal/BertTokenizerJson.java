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
 * Builds a tokenizer.json out of BERT's vocab.txt, one piece a line: control characters dropped, lower case and without
 * accents where the configuration says so, words and punctuation apart, each word into the longest pieces from its left.
 */
final class BertTokenizerJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_WORD = 100;
    private static final long LARGEST = 64L << 20;

    private BertTokenizerJson() {}

    static ObjectNode build(Path directory, SpecialTokenNames names) {
        JsonNode config = TokenizerFiles.optional(directory.resolve("tokenizer_config.json"));
        ObjectNode vocabulary = vocabulary(directory.resolve("vocab.txt"));
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        names.all().stream().filter(vocabulary::has).forEach(token -> added.add(special(vocabulary, token)));
        ObjectNode normalizer = root.putObject("normalizer").put("type", "BertNormalizer");
        boolean lower = config.path("do_lower_case").asBoolean(true);
        normalizer.put("clean_text", true);
        normalizer.put(
                "handle_chinese_chars", config.path("tokenize_chinese_chars").asBoolean(true));
        // Nothing said means: as lower-casing does.
        normalizer.put("strip_accents", config.path("strip_accents").asBoolean(lower));
        normalizer.put("lowercase", lower);
        root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        root.putNull("post_processor");
        root.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
        ObjectNode model = root.putObject("model");
        model.put("type", "WordPiece");
        model.put("unk_token", names.unknown());
        model.put("continuing_subword_prefix", "##");
        model.put("max_input_chars_per_word", LONGEST_WORD);
        model.set("vocab", vocabulary);
        return root;
    }

    private static ObjectNode vocabulary(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Rejected(file.toString(), "it has over " + LARGEST + " bytes", "Copy the tokenizer again");
            }
            List<String> pieces = Files.readAllLines(file);
            ObjectNode vocabulary = JSON.createObjectNode();
            for (int id = 0; id < pieces.size(); id++) {
                vocabulary.put(pieces.get(id), id);
            }
            return vocabulary;
        } catch (IOException e) {
            throw new Rejected(file.toString(), "it is missing or not text", "Copy the tokenizer again", e);
        }
    }

    private static ObjectNode special(ObjectNode vocabulary, String token) {
        ObjectNode added = JSON.createObjectNode();
        added.put("id", vocabulary.path(token).asLong());
        added.put("content", token);
        added.put("single_word", false);
        added.put("lstrip", false);
        added.put("rstrip", false);
        added.put("normalized", false);
        added.put("special", true);
        return added;
    }
}
