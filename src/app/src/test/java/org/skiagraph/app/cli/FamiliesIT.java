package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiagraph.domain.GenerationRecord;

/** Every family and every mode, from the command line to a marked file. */
class FamiliesIT {
    private static final String[] SMALL = {"--width", "64", "--height", "64"};

    @TempDir
    Path temporary;

    private Path directory;
    private Skiagraph skiagraph;

    @BeforeEach
    void drawPictures() throws IOException {
        directory = Files.createDirectory(temporary.resolve("work"));
        skiagraph = new Skiagraph(directory);
        Pngs.ramp(directory.resolve("source.png"), 64);
        Pngs.middle(directory.resolve("mask.png"), 64);
    }

    static Stream<Arguments> families() {
        return Stream.of(
                family("text-to-image", "sd15", "a chest", SMALL),
                family("text-to-image", "sd15-fp16", "a chest", SMALL),
                family("text-to-image", "sd15-legacy-export", "a chest", SMALL),
                family("text-to-image", "sd21-v", "a chest", SMALL),
                family("text-to-image", "sdxl", "a chest", SMALL),
                family("text-to-image", "bert-text-encoder", "a chest", SMALL),
                family("text-to-image", "monai-cxr-ldm", "a chest", SMALL),
                family("text-to-image", "msdm", "a polyp", SMALL),
                family("text-to-image", "kandinsky22", "a polyp", SMALL),
                family("text-to-image", "kandinsky3", "a polyp", SMALL),
                family("text-to-image", "medfusion", null, "--condition", "label=1", "--width", "64", "--height", "64"),
                family("text-to-image", "controlnet", "a chest", "--control", "controlnet=source.png:0.5"),
                family("image-to-image", "sd15", "a chest", "--image", "source.png", "--strength", "0.6"),
                family("image-to-image", "kandinsky22", "a polyp", "--image", "source.png", "--strength", "0.5"),
                family("inpainting", "sd15", "a chest", "--image", "source.png", "--mask", "mask.png"),
                family("inpainting", "sd-inpaint9", "a chest", "--image", "source.png", "--mask", "mask.png"),
                family("inpainting", "kandinsky22", "a polyp", "--image", "source.png", "--box", "16,16,32,32"));
    }

    private static Arguments family(String mode, String system, String prompt, String... more) {
        List<String> words = new ArrayList<>(List.of("--model", References.bundle(system)));
        if (prompt != null) {
            words.add(0, prompt);
        }
        words.addAll(List.of(more));
        return arguments(mode, system, words);
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("families")
    void twoEqualRunsGiveMarkedFilesWithEqualPixels(String mode, String system, List<String> words)
            throws IOException, InterruptedException {
        Path one = file(generate(words, "--template", "sc"), 0);
        Path two = file(generate(words, "--template", "sc"), 0);

        assertThat(Studies.pixels(one)).isEqualTo(Studies.pixels(two));
        GenerationRecord record = Studies.record(one);
        assertThat(record.request().mode()).isEqualTo(mode);
        assertThat(record.inputs()).isEqualTo(Studies.record(two).inputs());
        assertThat(record.sampling().strength().isPresent()).isEqualTo(!mode.equals("text-to-image"));
        assertThat(record.inputs().source().isPresent()).isEqualTo(!mode.equals("text-to-image"));
        assertThat(record.inputs().mask().isPresent()).isEqualTo(mode.equals("inpainting"));
    }

    @Test
    void theRecordSaysWhatElseWentIn() throws IOException, InterruptedException {
        GenerationRecord controlled =
                record("controlnet", "x", "--control", "source.png:0.5", "--control", "controlnet=mask.png");
        GenerationRecord boxed = record("kandinsky22", "x", "--image", "source.png", "--box", "16,16,32,32");
        GenerationRecord labelled =
                record("medfusion", null, "--condition", "label=1", "--width", "64", "--height", "64");

        assertThat(controlled.inputs().controls()).hasSize(2);
        assertThat(controlled.inputs().controls().get(0).conditioningScale()).isEqualTo(0.5);
        assertThat(controlled.inputs().controls().get(1).name()).contains("controlnet");
        assertThat(controlled.inputs().controls().get(0).image())
                .isNotEqualTo(controlled.inputs().controls().get(1).image());
        assertThat(boxed.inputs().box()).contains("16,16,32,32");
        assertThat(boxed.sampling().strength()).contains(1.0);
        assertThat(boxed.sampling().prior().orElseThrow().numInferenceSteps()).isEqualTo(25);
        assertThat(labelled.request().conditions()).isEqualTo(Map.of("label", "1"));
        assertThat(labelled.request().prompt()).isEmpty();
    }

    @Test
    void aMaskAndTheSameRectangleGiveTheSamePixels() throws IOException, InterruptedException {
        List<String> words = List.of("x", "--model", References.bundle("sd-inpaint9"), "--image", "source.png");

        Path masked = file(generate(words, "--template", "sc", "--mask", "mask.png"), 0);
        Path boxed = file(generate(words, "--template", "sc", "--box", "16,16,32,32"), 0);

        assertThat(Studies.pixels(masked)).isEqualTo(Studies.pixels(boxed));
        assertThat(Studies.record(masked).inputs().mask())
                .isEqualTo(Studies.record(boxed).inputs().mask());
    }

    @Test
    void adaptersChangeThePictureAndStandInTheRecord() throws IOException, InterruptedException {
        List<String> words =
                List.of("a <lesion>", "--model", References.bundle("sd15"), "--width", "64", "--height", "64");
        String lora = References.lora("lora-diffusers.safetensors");

        Path plain = file(generate(words, "--template", "sc"), 0);
        Path adapted = file(generate(words, "--template", "sc", "--lora", lora + ":0.5"), 0);
        Path taught =
                file(generate(words, "--template", "sc", "--embedding", References.lora("embedding.safetensors")), 0);

        assertThat(Studies.pixels(adapted)).isNotEqualTo(Studies.pixels(plain));
        assertThat(Studies.pixels(taught)).isNotEqualTo(Studies.pixels(plain));
        assertThat(Studies.record(adapted).inputs().adapters())
                .singleElement()
                .asString()
                .matches("lora-diffusers\\.safetensors:[0-9a-f]{64}:0\\.5");
    }

    @Test
    void modelsShowTellsWhatAModelTakes() throws IOException, InterruptedException {
        JsonNode medfusion = show("medfusion").get("takes");
        JsonNode brain = show("monai-brain-ldm-3d");

        assertThat(medfusion.get("prompt").asBoolean()).isFalse();
        assertThat(medfusion.get("image").asBoolean()).isTrue();
        assertThat(medfusion.at("/conditions/0/classes")).hasSize(2);
        assertThat(brain.at("/takes/conditions")).hasSize(4);
        assertThat(brain.at("/takes/image").asBoolean()).isFalse();
        assertThat(brain.at("/image/depth").asInt()).isEqualTo(160);
        assertThat(show("controlnet").at("/takes/controls/0").asText()).isEqualTo("controlnet");
        assertThat(show("kandinsky22").at("/defaults/prior/numInferenceSteps").asInt())
                .isEqualTo(25);
    }

    private JsonNode show(String system) throws IOException, InterruptedException {
        return skiagraph
                .run("models", "show", References.bundle(system), "--json")
                .json();
    }

    private GenerationRecord record(String system, String prompt, String... more)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(prompt == null ? List.of() : List.of(prompt));
        words.addAll(List.of("--model", References.bundle(system), "--template", "sc"));
        return Studies.record(file(generate(words, more), 0));
    }

    private JsonNode generate(List<String> words, String... more) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("generate", "--seed", "3", "--steps", "3", "--json"));
        all.addAll(words);
        all.addAll(List.of(more));
        Skiagraph.Result result = skiagraph.run(all.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.json();
    }

    private Path file(JsonNode result, int index) {
        return directory.resolve(result.at("/instances/" + index + "/file").asText());
    }
}
