package org.skiagraph.diffusion.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.adapter.Adapters.Embedding;
import org.skiagraph.diffusion.adapter.Adapters.Lora;

/** Adapters of a case, by the layout that they are stored in: every layout has to give the case's numbers. */
final class CaseAdapters {
    private static final Pattern FILES = Pattern.compile("\\bwith (\\S+)");
    private static final Pattern WORD = Pattern.compile("<[^<> ]+>");
    private static final Pattern SCALE = Pattern.compile("\\bscale ([0-9.]*[0-9])");

    private final PipelineCase given;

    private CaseAdapters(PipelineCase given) {
        this.given = given;
    }

    /** Name of a layout to what it holds; "" where the case has no adapters. */
    static Map<String, Adapters> of(PipelineCase given) {
        JsonNode byRole = given.json().path("lora");
        Matcher files = FILES.matcher(given.text("bundle").orElse(""));
        CaseAdapters adapters = new CaseAdapters(given);
        if (byRole.isObject()) {
            return adapters.byRole(byRole);
        }
        return files.find() ? adapters.byFile(files.group(1)) : Map.of("", Adapters.NONE);
    }

    /** One directory a graph, each with the same change in several layouts. */
    private Map<String, Adapters> byRole(JsonNode lora) {
        double scale = lora.path("scale").asDouble(1);
        Map<String, List<Lora>> layouts = new TreeMap<>();
        for (String role : List.of("prior", "unet", "text_encoder", "text_encoder_2")) {
            if (lora.has(role)) {
                Path directory = given.systemDir().resolve(lora.get(role).asText());
                for (Path file : found(directory, "*.safetensors")) {
                    layouts.computeIfAbsent(file.getFileName().toString(), name -> new ArrayList<>())
                            .add(new Lora(file, scale, Optional.of(role)));
                }
            }
        }
        Map<String, Adapters> adapters = new LinkedHashMap<>();
        layouts.forEach((layout, loras) -> adapters.put(layout, new Adapters(loras, List.of())));
        return adapters;
    }

    private Map<String, Adapters> byFile(String glob) {
        Path directory = given.systemDir().resolve(glob).getParent();
        boolean embedding = glob.contains("embedding");
        String name = glob.substring(glob.lastIndexOf('/') + 1);
        Map<String, Adapters> adapters = new TreeMap<>();
        for (Path file : found(directory, embedding ? "embedding*" : name)) {
            adapters.put(
                    file.getFileName().toString(),
                    embedding
                            ? new Adapters(List.of(), List.of(new Embedding(file, word(file))))
                            : new Adapters(List.of(new Lora(file, scale(), Optional.empty())), List.of()));
        }
        return adapters;
    }

    /** A1111 calls an embedding by a name of its own; a prompt in diffusers' manner has it in angle brackets. */
    private Optional<String> word(Path file) {
        Matcher word =
                WORD.matcher(PipelineCase.texts(given.json().get("prompt")).get(0));
        return file.toString().endsWith(".pt") && word.find() ? Optional.of(word.group()) : Optional.empty();
    }

    private double scale() {
        Matcher scale = SCALE.matcher(given.text("notes").orElse(""));
        if (!scale.find()) {
            throw new AssertionError(given.directory() + " does not say the LoRA's scale");
        }
        return Double.parseDouble(scale.group(1));
    }

    private static List<Path> found(Path directory, String glob) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            entries.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (files.isEmpty()) {
            throw new AssertionError("no " + glob + " in " + directory);
        }
        return files.stream().sorted().toList();
    }
}
