package org.skiagraph.diffusion.adapter.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Tensor;

/**
 * A textual inversion (arXiv 2208.01618): a word and the vectors that stand for it.
 *
 * @param token the word as a prompt writes it
 * @param vectors encoder's role to [n, width]; "" where the file leaves the encoder open
 */
record EmbeddingFile(String token, Map<String, Tensor.Floats> vectors) {
    private static final int MOST_VECTORS = 256;
    private static final List<String> NAMELESS = List.of("emb_params", "*", "clip_l", "clip_g");

    /** @param token empty to take the file's own word */
    static EmbeddingFile read(Path file, Optional<String> token) {
        TensorFile given = file.toString().endsWith(".safetensors") ? Safetensors.read(file) : TorchZip.read(file);
        Map<String, Tensor.Floats> vectors = new LinkedHashMap<>();
        given.tensors().forEach((key, tensor) -> vectors.put(role(key), matrix(file, key, tensor)));
        if (vectors.isEmpty() || vectors.size() != given.tensors().size()) {
            throw new Rejected(file.toString(), "it holds no embedding, or several", "Give one word's embedding");
        }
        int count = (int) vectors.values().iterator().next().shape()[0];
        if (vectors.values().stream().anyMatch(one -> one.shape()[0] != count) || count > MOST_VECTORS) {
            throw new Rejected(file.toString(), "its encoders have unequal or too many vectors", "Train it again");
        }
        String own = given.tensors().keySet().iterator().next();
        String word = token.or(given::name).orElseGet(() -> NAMELESS.contains(own) ? stem(file) : own);
        if (word.isBlank() || !word.equals(word.strip())) {
            throw new Rejected(file.toString(), "its word is empty, or begins or ends with a blank", "Name its word");
        }
        return new EmbeddingFile(word, vectors);
    }

    private static String role(String key) {
        return switch (key) {
            case "clip_l" -> "text_encoder";
            case "clip_g" -> "text_encoder_2";
            default -> "";
        };
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name).toLowerCase(Locale.ROOT);
    }

    /** One vector may be stored without its first axis. */
    private static Tensor.Floats matrix(Path file, String key, Tensor.Floats tensor) {
        if (tensor.shape().length == 1) {
            return Tensor.of(tensor.values(), 1, tensor.shape()[0]);
        }
        if (tensor.shape().length != 2) {
            throw new Rejected(file.toString(), "\"" + key + "\" is no list of vectors", "Give a textual inversion");
        }
        return tensor;
    }

    int count() {
        return (int) vectors.values().iterator().next().shape()[0];
    }
}
