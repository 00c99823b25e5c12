package org.skiagraph.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.skiagraph.app.studies.Choices;
import org.skiagraph.app.studies.StudyRequest.Prompt;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the picture shows. */
final class PromptOptions {
    /** Enough to see that it is too long; the rest of an endless stream is not read. */
    private static final int MOST_READ = 1 << 20;

    @Parameters(
            arity = "0..1",
            paramLabel = "PROMPT",
            description = "What the picture shows, in quotes; \"\" is the unconditional prompt. None for a model that"
                    + " reads no words.")
    String prompt;

    @Option(names = "--prompt-file", paramLabel = "FILE", description = "Read the prompt from a file; - is stdin.")
    String promptFile;

    @Option(names = "--negative-prompt", paramLabel = "TEXT", description = "What the picture should not show.")
    String negativePrompt;

    @Option(
            names = "--long-prompt",
            paramLabel = "chunk|truncate",
            defaultValue = "chunk",
            description = "A prompt over the encoder's length: read it in parts, or cut it. Default: ${DEFAULT-VALUE}.")
    String longPrompt;

    @Option(
            names = "--prompt-weights",
            paramLabel = "explicit|a1111|off",
            defaultValue = "explicit",
            description =
                    "What brackets in prompts mean: explicit takes (words:1.3) for a weight and all other brackets for"
                            + " text, a1111 also (words) and [words], off none. Default: ${DEFAULT-VALUE}.")
    String promptWeights;

    /** Whether the words were kept off the command line, and so are kept off the screen. */
    boolean isPrivate() {
        return prompt == null;
    }

    /** All but the words, which stand elsewhere. */
    Prompt withoutWords(String elsewhere) {
        if (prompt != null || promptFile != null) {
            throw new Rejected(
                    "prompt", "both " + elsewhere + " and another prompt were given", "Give one of them alone");
        }
        return prompt(Optional.of(""));
    }

    Prompt read() {
        if (prompt != null && promptFile != null) {
            throw new Rejected("prompt", "both PROMPT and --prompt-file were given", "Give one of them");
        }
        return prompt(
                Optional.ofNullable(promptFile).map(PromptOptions::fromFile).or(() -> Optional.ofNullable(prompt)));
    }

    private Prompt prompt(Optional<String> words) {
        return new Prompt(
                words,
                Optional.ofNullable(negativePrompt),
                Choices.named("long-prompt", longPrompt, LongPrompt.values(), Enum::name),
                Choices.named("prompt-weights", promptWeights, WeightSyntax.values(), WeightSyntax::word));
    }

    private static String fromFile(String file) {
        try (var in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MOST_READ);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.replaceFirst("^\uFEFF", "").strip();
        } catch (CharacterCodingException e) {
            throw new Rejected("prompt-file", file + " is not UTF-8 text", "Save it as UTF-8", e);
        } catch (IOException | InvalidPathException e) {
            throw new Rejected("prompt-file", file + " cannot be read", "Give a readable text file, or - for stdin", e);
        }
    }
}
