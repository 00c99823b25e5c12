package org.skiagraph.app.cli;

import jakarta.inject.Inject;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.studies.PromptExplainer.Question;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.diffusion.PromptExplanation;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prompts, before a picture is made of them. */
@Command(name = "prompt", description = "Look into a prompt.", synopsisSubcommandLabel = "COMMAND")
final class PromptCommand extends GroupCommand {
    @Inject
    Wiring wiring;

    @Command(
            name = "explain",
            sortOptions = false,
            description = {
                "What the model makes of a prompt, word by word: token pieces, whether they are read and in which part,"
                        + " whether the model was trained with them, and how much its output changes without the word.",
                "The change is the L2 distance between the network's predictions with and without the word, over the size"
                        + " of the first, on noise of the seed at three early timesteps."
            })
    int explain(
            @Mixin PromptOptions prompt,
            @Option(names = "--model", paramLabel = "NAME", description = "Model by name, or its directory.")
                    String model,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "Of the noise. Default: ${DEFAULT-VALUE}.")
                    Long seed,
            @Option(names = "--no-effect", description = "Do not measure what each word changes.") boolean noEffect,
            @Mixin RuntimeOptions runtime,
            @Mixin OutputMode output) {
        Settings settings = wiring.settings();
        if (seed < 0) {
            throw new Rejected("seed", seed + " is negative", "Give a whole number from 0 to " + Long.MAX_VALUE);
        }
        Question question = new Question(
                prompt.read(), model == null ? settings.model() : model, seed, !noEffect, runtime.read(settings));
        PromptExplanation explanation = explain(question, output);
        if (output.json) {
            Terminal.print(ExplanationReport.tree(explanation));
        } else {
            ExplanationReport.print(explanation, Terminal.out());
        }
        return ExitCode.DONE.code();
    }

    private PromptExplanation explain(Question question, OutputMode output) {
        try (ProgressPrinter progress = new ProgressPrinter(output.quiet)) {
            return wiring.explainer().explain(question, progress);
        }
    }
}
