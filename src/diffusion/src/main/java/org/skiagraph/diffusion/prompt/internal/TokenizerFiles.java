package org.skiagraph.diffusion.prompt.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.skiagraph.diffusion.bundle.ModelBundle.AddedToken;
import org.skiagraph.domain.Rejected;

/**
 * What lies in a tokenizer directory.
 *
 * @param tokenizerJson in the format of HuggingFace's tokenizers library, as it was found or built from CLIP's or BERT's files
 * @param specialTokens as the directory's configuration names them
 * @param vocabularySize highest id and one
 */
record TokenizerFiles(String tokenizerJson, SpecialTokens specialTokens, int vocabularySize) {
    private static final long LARGEST = 64L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    static TokenizerFiles read(Path directory) {
        SpecialTokenNames names = SpecialTokenNames.read(directory);
        Path whole = directory.resolve("tokenizer.json");
        ObjectNode tokenizer = Files.exists(whole) ? object(whole) : built(directory, names);
        // Length and framing are ours; a stored setting must not cut or pad behind our back.
        tokenizer.putNull("truncation");
        tokenizer.putNull("padding");
        JsonNode vocabulary = tokenizer.path("model").path("vocab");
        SpecialTokens special = new SpecialTokens(
                names.start().isPresent()
                        ? OptionalLong.of(id(
                                directory, tokenizer, vocabulary, names.start().get()))
                        : OptionalLong.empty(),
                id(directory, tokenizer, vocabulary, names.end()),
                id(directory, tokenizer, vocabulary, names.pad()));
        return new TokenizerFiles(tokenizer.toString(), special, size(tokenizer));
    }

    private static int size(ObjectNode tokenizer) {
        int highest = -1;
        JsonNode vocabulary = tokenizer.path("model").path("vocab");
        for (JsonNode id : vocabulary) {
            highest = Math.max(highest, id.asInt(-1));
        }
        // A unigram's vocabulary is a list of pieces, by id.
        highest = vocabulary.isArray() ? vocabulary.size() - 1 : highest;
        for (JsonNode added : tokenizer.path("added_tokens")) {
            highest = Math.max(highest, added.path("id").asInt(-1));
        }
        return highest + 1;
    }

    /** The tokenizer's JSON with more words; they are found in the text as it was written. */
    String with(List<AddedToken> more) {
        if (more.isEmpty()) {
            return tokenizerJson;
        }
        try {
            ObjectNode tokenizer = (ObjectNode) JSON.readTree(tokenizerJson);
            ArrayNode tokens = tokenizer.withArray("added_tokens");
            for (AddedToken token : more) {
                int id = token.firstId();
                for (String word : words(token)) {
                    ObjectNode entry = tokens.addObject().put("id", id++).put("content", word);
                    for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized", "special")) {
                        entry.put(flag, false);
                    }
                }
            }
            return tokenizer.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The words that stand for one added word, as diffusers names them. */
    static List<String> words(AddedToken token) {
        List<String> words = new ArrayList<>(List.of(token.word()));
        for (int i = 1; i < token.count(); i++) {
            words.add(token.word() + "_" + i);
        }
        return words;
    }

    private static ObjectNode built(Path directory, SpecialTokenNames names) {
        if (Files.exists(directory.resolve("vocab.txt"))) {
            return BertTokenizerJson.build(directory, names);
        }
        if (Files.exists(directory.resolve("spiece.model")) && !Files.exists(directory.resolve("vocab.json"))) {
            throw new Rejected(
                    directory.toString(),
                    "it has SentencePiece's spiece.model alone",
                    "Save the fast tokenizer too: it writes tokenizer.json");
        }
        return ClipTokenizerJson.build(directory, names);
    }

    private static long id(Path directory, JsonNode tokenizer, JsonNode vocabulary, String token) {
        for (JsonNode added : tokenizer.path("added_tokens")) {
            if (added.path("content").asText().equals(token)) {
                return added.path("id").asLong();
            }
        }
        if (vocabulary.path(token).isIntegralNumber()) {
            return vocabulary.path(token).asLong();
        }
        throw new Rejected(
                directory.toString(),
                "its vocabulary has no token \"" + token + "\"",
                "Copy vocab.json and special_tokens_map.json from the same model");
    }

    /** A JSON object from a file of sane size. */
    static ObjectNode object(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Rejected(file.toString(), "it has over " + LARGEST + " bytes", "Copy the tokenizer again");
            }
            if (JSON.readTree(Files.readString(file)) instanceof ObjectNode object) {
                return object;
            }
            throw new Rejected(file.toString(), "it is not a JSON object", "Copy the tokenizer again");
        } catch (IOException e) {
            throw new Rejected(file.toString(), "it is missing or not JSON", "Copy the tokenizer again", e);
        }
    }

    static ObjectNode optional(Path file) {
        return Files.exists(file) ? object(file) : JSON.createObjectNode();
    }
}
