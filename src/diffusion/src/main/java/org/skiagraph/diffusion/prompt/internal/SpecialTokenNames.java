package org.skiagraph.diffusion.prompt.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Start, end, padding and unknown token by their text; CLIP's usual ones where nothing says otherwise. BERT's [CLS] and [SEP]
 * are a start and an end.
 */
record SpecialTokenNames(Optional<String> start, String end, String pad, String unknown) {
    private static final String CLIP_START = "<|startoftext|>";
    private static final String CLIP_END = "<|endoftext|>";

    static SpecialTokenNames read(Path directory) {
        JsonNode map = TokenizerFiles.optional(directory.resolve("special_tokens_map.json"));
        JsonNode config = TokenizerFiles.optional(directory.resolve("tokenizer_config.json"));
        String end = name("eos_token", map, config)
                .or(() -> name("sep_token", map, config))
                .orElse(CLIP_END);
        Optional<String> start = name("bos_token", map, config).or(() -> name("cls_token", map, config));
        return new SpecialTokenNames(
                start.isPresent() || !end.equals(CLIP_END) ? start : Optional.of(CLIP_START),
                end,
                name("pad_token", map, config).orElse(end),
                name("unk_token", map, config).orElse(end));
    }

    /** Each of them once. */
    List<String> all() {
        return Stream.concat(start.stream(), Stream.of(end, unknown, pad))
                .distinct()
                .toList();
    }

    /** A token is given as text, or as an object with its text as "content". */
    private static Optional<String> name(String key, JsonNode... sources) {
        return Stream.of(sources)
                .map(source -> source.path(key))
                .map(token -> token.isObject() ? token.path("content") : token)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
    }
}
