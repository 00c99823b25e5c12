package org.skiagraph.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.adapter.Adapters.Embedding;
import org.skiagraph.diffusion.adapter.Adapters.Lora;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.Option;

/** What a model is told besides words, and what is added to it. */
final class ConditionOptions {
    @Option(
            names = "--condition",
            paramLabel = "NAME=VALUE",
            description = "A class or number that the model takes ('models show' lists them); may be repeated.")
    List<String> conditions = new ArrayList<>();

    @Option(
            names = "--form",
            paramLabel = "NAME=VALUE",
            description =
                    "Fill in the model's form instead of writing a prompt ('models show' lists it); may be repeated.")
    List<String> form = new ArrayList<>();

    @Option(
            names = "--lora",
            paramLabel = "[ROLE=]FILE[:WEIGHT]",
            description = "Add a LoRA, with a weight (1), to the graph that it says or ROLE; may be repeated.")
    List<String> loras = new ArrayList<>();

    @Option(
            names = "--embedding",
            paramLabel = "[WORD=]FILE",
            description = "Teach the prompt a word by textual inversion; may be repeated.")
    List<String> embeddings = new ArrayList<>();

    Map<String, String> conditions() {
        return pairs("condition", conditions, "age=0.5");
    }

    Map<String, String> form() {
        return pairs("form", form, "view=CC");
    }

    private static Map<String, String> pairs(String option, List<String> texts, String example) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new Rejected(option, "'" + text + "' is not NAME=VALUE", "Write it as " + example);
            }
            if (values.put(text.substring(0, equals), text.substring(equals + 1)) != null) {
                throw new Rejected(option, text.substring(0, equals) + " is given twice", "Give one value for each");
            }
        }
        return values;
    }

    Adapters adapters() {
        return adapters(loras, embeddings);
    }

    static Adapters adapters(List<String> loras, List<String> embeddings) {
        return new Adapters(
                loras.stream()
                        .map(text -> FileArgument.parse("lora", text))
                        .map(given -> new Lora(given.file(), given.number(), given.name()))
                        .toList(),
                embeddings.stream()
                        .map(text -> FileArgument.named("embedding", text))
                        .map(given -> new Embedding(given.file(), given.name()))
                        .toList());
    }
}
