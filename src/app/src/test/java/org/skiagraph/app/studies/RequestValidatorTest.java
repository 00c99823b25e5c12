package org.skiagraph.app.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.app.studies.StudyRequest.Guidance;
import org.skiagraph.app.studies.StudyRequest.Labels;
import org.skiagraph.app.studies.StudyRequest.Picture;
import org.skiagraph.app.studies.StudyRequest.Sampling;
import org.skiagraph.app.studies.StudyRequest.Storage;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Rejected;

class RequestValidatorTest {
    private static final ModelBundle BUNDLE = BundleSearch.on(
                    List.of(Path.of(System.getProperty("skiagraph.root"), "onnx")))
            .load("chest-radiograph");

    static Stream<Arguments> wrongWhateverTheModel() {
        return Stream.of(
                arguments("prompt", Requests.prompt("x".repeat(1 << 20)), "32768"),
                arguments("prompt", Requests.prompt("a\0b"), "NUL"),
                arguments("prompt", Requests.prompt("half a pair \uD83D"), "Unicode"),
                arguments("num-inference-steps", steps(0), "1 or more"),
                arguments("guidance-scale", guidance(Double.NaN), "NaN"),
                arguments("guidance-scale", guidance(-1.0), "from 0 up"),
                arguments("guidance-scale", guidance(Double.POSITIVE_INFINITY), "finite"),
                arguments("guidance-rescale", rescale(1.5), "0 to 1"),
                arguments("guidance-start", interval(0.8, 0.2), "before"),
                arguments("guidance-stop", interval(0, Double.NaN), "0 to 1"),
                arguments("eta", eta(2), "0 to 1"),
                arguments("seed", seed(-1), "negative"),
                arguments("scheduler", scheduler(" "), "empty"),
                arguments("width", Requests.picture(picture(-64, 64, 1, 0)), "1 to 8192"),
                arguments("height", Requests.picture(picture(64, 9000, 1, 0)), "1 to 8192"),
                arguments("count", Requests.picture(picture(64, 64, 0, 0)), "1 to 10000"),
                arguments("batch", Requests.picture(picture(64, 64, 1, -1)), "0 lets memory decide"),
                arguments("bits-stored", storage(7, 8), "8 to 16"),
                arguments("preview-bits", storage(12, 12), "8 or 16"),
                arguments("patient-name", labels("a^b^c^d^e^f", null, null), "5 components"),
                arguments("patient-name", labels("x".repeat(55), null, null), "54"),
                arguments("patient-id", labels(null, "a\\b", null), "backslash"),
                arguments("study-description", labels(null, null, " "), "1 to 54"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wrongWhateverTheModel")
    void aWrongFieldIsNamedWithItsMend(String field, StudyRequest request, String words) {
        assertThatThrownBy(() -> RequestValidator.check(request))
                .isInstanceOfSatisfying(Rejected.class, e -> {
                    assertThat(e.where()).isEqualTo(field);
                    assertThat(e.remedy()).isNotBlank();
                })
                .hasMessageContaining(words);
    }

    static Stream<Arguments> wrongForThisModel() {
        return Stream.of(
                arguments("prompt", Requests.prompt(null), "unconditional"),
                arguments("width", Requests.picture(picture(200, 256, 1, 0)), "Use 192 or 256"),
                arguments("height", Requests.picture(picture(256, 10, 1, 0)), "Use 64"),
                arguments("num-inference-steps", steps(1001), "1 to 1000"),
                arguments("scheduler", scheduler("eulr"), "euler"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wrongForThisModel")
    void whatTheModelRefusesIsNamedWithTheNearestThatItTakes(String field, StudyRequest request, String words) {
        assertThatThrownBy(() -> RequestValidator.check(request, BUNDLE))
                .isInstanceOf(Rejected.class)
                .hasMessageStartingWith(field + ": ")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a chest", "Thorax, Erguss links, größer als zuvor 胸部"})
    void goodPromptsPass(String prompt) {
        assertThatCode(() -> {
                    RequestValidator.check(Requests.prompt(prompt));
                    RequestValidator.check(Requests.prompt(prompt), BUNDLE);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aMessageNeverQuotesThePrompt() {
        assertThatThrownBy(() -> RequestValidator.check(Requests.prompt("secret\0words")))
                .hasMessageNotContaining("secret");
    }

    private static StudyRequest steps(int steps) {
        return Requests.sampling(new Sampling(
                Optional.of(steps),
                Requests.SAMPLING.guidance(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                PriorChoice.DEFAULT,
                Optional.empty()));
    }

    private static StudyRequest scheduler(String name) {
        return Requests.sampling(new Sampling(
                Optional.of(2),
                Requests.SAMPLING.guidance(),
                Optional.of(name),
                Map.of(),
                Optional.empty(),
                PriorChoice.DEFAULT,
                Optional.empty()));
    }

    private static StudyRequest eta(double eta) {
        return Requests.sampling(new Sampling(
                Optional.of(2),
                Requests.SAMPLING.guidance(),
                Optional.empty(),
                Map.of(),
                Optional.of(eta),
                PriorChoice.DEFAULT,
                Optional.empty()));
    }

    private static StudyRequest seed(long seed) {
        return Requests.sampling(new Sampling(
                Optional.of(2),
                Requests.SAMPLING.guidance(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                PriorChoice.DEFAULT,
                Optional.of(seed)));
    }

    private static StudyRequest guidance(double scale) {
        return Requests.guidance(new Guidance(Optional.of(scale), Optional.empty(), 0, 1));
    }

    private static StudyRequest rescale(double rescale) {
        return Requests.guidance(new Guidance(Optional.empty(), Optional.of(rescale), 0, 1));
    }

    private static StudyRequest interval(double start, double stop) {
        return Requests.guidance(new Guidance(Optional.empty(), Optional.empty(), start, stop));
    }

    private static Picture picture(int width, int height, int count, int batch) {
        return new Picture(
                Optional.of(width), Optional.of(height), Optional.empty(), false, Optional.empty(), count, batch);
    }

    private static StudyRequest storage(int bitsStored, int previewBits) {
        return Requests.storage(new Storage(
                new PixelSettings(bitsStored, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, false), previewBits));
    }

    private static StudyRequest labels(String name, String id, String description) {
        return Requests.labels(
                new Labels(Optional.ofNullable(name), Optional.ofNullable(id), Optional.ofNullable(description)));
    }
}
