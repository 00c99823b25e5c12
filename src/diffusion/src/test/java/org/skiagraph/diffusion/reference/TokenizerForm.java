package org.skiagraph.diffusion.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.skiagraph.diffusion.prompt.PromptTokens;
import org.skiagraph.diffusion.prompt.Tokenizer;
import org.skiagraph.diffusion.prompt.Tokenizers;

/** Token ids: {@code cases.json} beside the vocabulary. We equal the fast tokenizer, and the slow one where it agrees. */
final class TokenizerForm implements ReferenceForm {
    private static final int LENGTH = 77;

    @Override
    public boolean knows(Path systemDir) {
        return Files.exists(systemDir.resolve("cases.json"));
    }

    @Override
    public Stream<DynamicTest> tests(Path systemDir) {
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readString(systemDir.resolve("cases.json")));
            JsonNode cases = root.isArray() ? root : root.path("cases");
            List<DynamicTest> tests = new ArrayList<>();
            for (JsonNode given : cases) {
                tests.add(DynamicTest.dynamicTest(
                        systemDir.getFileName() + "/" + tests.size(), () -> check(systemDir, given)));
            }
            return tests.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Path systemDir, JsonNode given) {
        try (Tokenizer tokenizer = Tokenizers.open(systemDir, LENGTH)) {
            PromptTokens tokens = tokenizer.encode(given.get("text").asText());
            long[] framed = tokenizer.frame(tokens.ids(tokens.kept(tokenizer.capacity())));
            JsonNode expected = given.has("ids_fast") ? given.get("ids_fast") : given.get("ids");
            long[] whole = LongStream.concat(
                            LongStream.concat(LongStream.of(framed[0]), LongStream.of(tokens.ids())),
                            LongStream.of(expected.get(expected.size() - 1).asLong()))
                    .toArray();
            assertThat(whole).as(given.get("text").asText()).isEqualTo(longs(expected));
            if (!given.has("ids_fast") && given.has("padded_77")) {
                assertThat(framed).isEqualTo(longs(given.get("padded_77")));
            }
        }
    }

    private static long[] longs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }
}
