package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures, conditions and adapters that do not fit. */
class BadPicturesIT {
    private static final String[] CONDITIONS = {
        "--condition", "condition1=0", "--condition", "condition2=0", "--condition", "condition3=0"
    };

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void drawPictures() throws IOException {
        directory = Files.createDirectory(temporary.resolve("work"));
        Pngs.ramp(temporary.resolve("64.png"), 64);
        Pngs.ramp(temporary.resolve("50.png"), 50);
        Pngs.middle(temporary.resolve("32.png"), 32);
        Pngs.grey(temporary.resolve("black.png"), 64, 64, (x, y) -> 127);
        byte[] whole = Files.readAllBytes(temporary.resolve("64.png"));
        Files.write(temporary.resolve("cut.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
        Files.write(temporary.resolve("jpeg.png"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0});
        Files.createDirectory(temporary.resolve("directory.png"));
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                bad("--mask: it has 32 x 32", "sd15", "x", "--image", "../64.png", "--mask", "../32.png"),
                bad("--mask: it is empty", "sd15", "x", "--image", "../64.png", "--mask", "../black.png"),
                bad("is a JPEG file. Convert it to PNG", "sd15", "x", "--image", "../jpeg.png"),
                bad("--image: ../cut.png is a broken PNG", "sd15", "x", "--image", "../cut.png"),
                bad("is a directory", "sd15", "x", "--image", "../directory.png"),
                bad("Resize it to 48 x 48", "sd15", "x", "--image", "../50.png"),
                bad("Resize it to 128 x 64", "sd15", "x", "--image", "../64.png", "--width", "128"),
                bad("--strength: 0.0 is not over 0", "sd15", "x", "--image", "../64.png", "--strength", "0"),
                bad("--strength: 1.5 is not over 0", "sd15", "x", "--image", "../64.png", "--strength", "1.5"),
                bad("--strength: NaN is not over 0", "sd15", "x", "--image", "../64.png", "--strength", "NaN"),
                bad("--strength: there is no image", "sd15", "x", "--strength", "0.5"),
                bad("--mask: there is no image", "sd15", "x", "--mask", "../64.png"),
                bad("--box: there is no image", "sd15", "x", "--box", "1,1,2,2"),
                bad("--box: 60,0,8,8 does not lie", "sd15", "x", "--image", "../64.png", "--box", "60,0,8,8"),
                bad("--box: '1,2,3' is not four", "sd15", "x", "--image", "../64.png", "--box", "1,2,3"),
                bad("--mask or --box", "sd15", "x", "--image", "../64.png", "--box", "1,2,3,4", "--mask", "../32.png"),
                bad("--mask: this model only repaints", "sd-inpaint9", "x", "--image", "../64.png"),
                bad("--condition: the model bundle takes none", "sd15", "x", "--condition", "sex=f"),
                bad("--condition: 'sex' is not NAME=VALUE", "sd15", "x", "--condition", "sex"),
                bad("none of its 2 classes", "medfusion", null, "--condition", "label=2"),
                bad("prompt: the model bundle reads no words", "medfusion", "x", "--condition", "label=1"),
                bad("--negative-prompt: the model", "medfusion", null, "--negative-prompt", "x"),
                bad("prompt: none was given", "sd15", null),
                bad("--control: the model has no ControlNet", "sd15", "x", "--control", "../64.png"),
                bad("none of the model's ControlNets", "controlnet", "x", "--control", "edges=../64.png"),
                bad("--control: a scale of NaN", "controlnet", "x", "--control", "../64.png:NaN"),
                bad("--prior-guidance-scale: the model", "sd15", "x", "--prior-guidance-scale", "3"),
                bad("--prior-num-inference-steps: 1 is", "kandinsky22", "x", "--prior-num-inference-steps", "1"),
                bad("--depth: the model bundle makes pictures", "sd15", "x", "--depth", "16"),
                bad("Use 16", "monai-brain-ldm-3d", null, "--depth", "15"),
                bad("condition4: the model needs it", "monai-brain-ldm-3d", null, CONDITIONS),
                bad("cannot edit a picture", "monai-brain-ldm-3d", null, "--image", "../64.png"),
                bad("--lora: a weight of NaN", "sd15", "x", "--lora", "../64.png:NaN"),
                bad("given twice", "sd15", "x", "--lora", "../64.png", "--lora", "../work/../64.png:2"),
                bad("64.png: ", "sd15", "x", "--embedding", "../64.png"),
                bad("nowhere: ", "sd15", "x", "--lora", "nowhere"),
                bad(
                        "lora-diffusers.safetensors: ",
                        "kandinsky3",
                        "x",
                        "--lora",
                        References.lora("lora-diffusers.safetensors")));
    }

    private static Arguments bad(String words, String system, String prompt, String... more) {
        List<String> all = new ArrayList<>(prompt == null ? List.of() : List.of(prompt));
        all.addAll(List.of("--model", References.bundle(system), "--steps", "2", "--quiet"));
        if (!system.equals("monai-brain-ldm-3d")) {
            all.addAll(List.of("--template", "sc"));
        }
        all.addAll(List.of(more));
        return arguments(words, all);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badInput")
    void whatDoesNotFitIsRefusedBeforeAnyPicture(String words, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("generate"));
        all.addAll(arguments);

        assertRefused(all, words);
    }

    @Test
    void aVolumeDoesNotGoIntoATemplateForPictures() throws IOException, InterruptedException {
        String model = References.bundle("monai-brain-ldm-3d");
        for (String template : List.of("dx-chest-pa", "cr-chest", "mg-cc-l", "sc", "vl-endoscopic")) {
            assertRefused(
                    List.of("generate", "--model", model, "--template", template),
                    "makes volumes. Use one for slices: ct-slice, mr-slice");
        }
    }

    @Test
    void ofSeveralControlNetsOneHasToBeNamed() throws IOException, InterruptedException {
        Path two = copy("controlnet");
        new ProcessBuilder("cp", "-r", two + "/controlnet", two + "/controlnet_edges")
                .start()
                .waitFor();

        assertRefused(
                List.of("generate", "x", "--model", two.toString(), "--template", "sc", "--control", "../64.png"),
                "Name one of [controlnet, controlnet_edges]");
    }

    @Test
    void aKeyThatNoManifestHasIsRefused() throws IOException, InterruptedException {
        Path copy = copy("sd15");
        Files.writeString(copy.resolve("bundle.yaml"), "image:\n  fieldOfView: 3\n");

        assertRefused(List.of("generate", "x", "--model", copy.toString()), "image.fieldOfView: the key is not known");
    }

    private Path copy(String system) throws IOException, InterruptedException {
        Path copy = temporary.resolve(system);
        new ProcessBuilder("cp", "-r", References.bundle(system), copy.toString())
                .start()
                .waitFor();
        return copy;
    }

    private void assertRefused(List<String> arguments, String words) throws IOException, InterruptedException {
        Skiagraph.Result result = new Skiagraph(directory).run(arguments.toArray(String[]::new));

        assertThat(result.err()).contains(words).doesNotContain("\tat ", "Exception");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }
}
