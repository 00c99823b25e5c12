package org.skiagraph.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.diffusion.GenerationRequest.GuidanceChoice;
import org.skiagraph.diffusion.GenerationRequest.Pictures;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.GenerationRequest.SchedulerChoice;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.GenerationRequest.Source;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.bundle.FormPrompt;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.PictureAspect;
import org.skiagraph.diffusion.bundle.PictureAspect.Fit;
import org.skiagraph.diffusion.decoding.CubicResize;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** Results that lie otherwise than the model makes them. */
class FramingTest {
    private static final int SIDE = 64;
    private static final Framing MIRRORED = new Framing(true, Optional.empty());
    private static Graphs graphs;

    @TempDir
    Path directory;

    @BeforeAll
    static void open() {
        graphs = OnnxRuntime.start(RuntimeSettings.DEFAULT);
    }

    @AfterAll
    static void close() {
        graphs.close();
    }

    private static GenerationRequest request(Optional<Source> source, Framing framing) {
        return new GenerationRequest(
                Subject.of("a mammogram in CC view"),
                new Seed(1337),
                1,
                Optional.empty(),
                SchedulerChoice.DEFAULT,
                Optional.of(3),
                GuidanceChoice.DEFAULT,
                Optional.empty(),
                PriorChoice.DEFAULT,
                new Pictures(source, List.of()),
                framing,
                0);
    }

    private static GeneratedImages run(ModelBundle bundle, GenerationRequest request) {
        try (Generator generator = Generators.open(bundle, graphs, GeneratorSettings.DEFAULT)) {
            return generator.generate(request, ProgressListener.NONE);
        }
    }

    private static Image make(String system, Optional<Source> source, Framing framing) {
        return run(Shipped.load(Shipped.reference(system)), request(source, framing))
                .images()
                .get(0)
                .image();
    }

    private static Image mirror(Image image) {
        float[] samples = new float[image.samples().length];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                for (int c = 0; c < image.channels(); c++) {
                    int from = (y * image.width() + image.width() - 1 - x) * image.channels() + c;
                    samples[(y * image.width() + x) * image.channels() + c] = image.samples()[from];
                }
            }
        }
        return new Image(image.width(), image.height(), image.channels(), samples);
    }

    /** A ramp with a bright corner, so that no mirror image equals it. */
    private static Image picture() {
        float[] samples = new float[SIDE * SIDE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i % SIDE < 10 && i / SIDE < 20 ? 0.9f : i % SIDE / (2f * SIDE);
        }
        return new Image(SIDE, SIDE, 1, samples);
    }

    private static Image mask() {
        return new RepaintRectangle(4, 8, 20, 16).mask(SIDE, SIDE);
    }

    @Test
    void aMirroredPictureIsTheMirrorImageOfTheSameNoise() {
        Image left = make("sd15", Optional.empty(), Framing.AS_MADE);
        Image right = make("sd15", Optional.empty(), MIRRORED);

        assertThat(right.samples()).isEqualTo(mirror(left).samples()).isNotEqualTo(left.samples());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sd15", "sd-inpaint9"})
    void repaintingInAMirrorIsTheMirrorImageOfRepaintingTheMirrorImage(String system) {
        Image mirrored = make(system, Optional.of(new Source(picture(), 1, Optional.of(mask()))), MIRRORED);
        Image plain = make(
                system, Optional.of(new Source(mirror(picture()), 1, Optional.of(mirror(mask())))), Framing.AS_MADE);

        assertThat(mirrored.samples()).isEqualTo(mirror(plain).samples());
    }

    @Test
    void imageToImageInAMirrorKeepsItsSourceTheRightWayRound() {
        Image mirrored = make("sd15", Optional.of(new Source(picture(), 0.5, Optional.empty())), MIRRORED);
        Image plain = make("sd15", Optional.of(new Source(mirror(picture()), 0.5, Optional.empty())), Framing.AS_MADE);

        assertThat(mirrored.samples()).isEqualTo(mirror(plain).samples());
    }

    @ParameterizedTest
    @CsvSource({
        "10,13,STRETCH,64,83,64",
        "10,13,PAD,64,83,64",
        "13,10,STRETCH,83,64,83",
        "13,10,PAD,83,64,64",
        "1,1,STRETCH,64,64,64"
    })
    void theRecordTellsTheFrameAndTheSizeThatCameOut(
            int across, int down, Fit fit, int width, int height, int fieldColumns) {
        Framing framing = new Framing(true, Optional.of(new PictureAspect(across, down, fit)));

        GeneratedImages made = run(Shipped.load(Shipped.reference("sd15")), request(Optional.empty(), framing));

        EffectiveSettings settings = made.settings();
        assertThat(settings.width()).isEqualTo(SIDE);
        assertThat(settings.framing()).isEqualTo(framing);
        assertThat(settings.output()).isEqualTo(new GeneratedImages.Output(width, height, fieldColumns));
        assertThat(made.images().get(0).image().width()).isEqualTo(width);
        assertThat(made.images().get(0).image().height()).isEqualTo(height);
    }

    @Test
    void paddingPutsBlackAroundThePictureAndChangesNothingInIt() {
        Image plain = make("sd15", Optional.empty(), Framing.AS_MADE);
        Framing framing = new Framing(false, Optional.of(new PictureAspect(1, 2, Fit.PAD)));

        Image padded = make("sd15", Optional.empty(), framing);

        int row = SIDE * plain.channels();
        assertThat(padded.height()).isEqualTo(2 * SIDE);
        for (int i = 0; i < padded.samples().length; i++) {
            int inside = i - SIDE / 2 * row;
            boolean black = inside < 0 || inside >= plain.samples().length;
            assertThat(padded.samples()[i]).isEqualTo(black ? 0 : plain.samples()[inside]);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.1f, 0.3f, 1, -0.02f})
    void enlargingKeepsWhatIsEqualEverywhere(float value) {
        float[] samples = new float[6 * 5 * 3];
        java.util.Arrays.fill(samples, value);

        Image large = CubicResize.CATMULL_ROM.to(17, 23, new Image(6, 5, 3, samples));

        assertThat(large.width()).isEqualTo(17);
        assertThat(large.height()).isEqualTo(23);
        assertThat(large.samples()).containsOnly(value);
    }

    @Test
    void aBundleByManifestAloneIsAMamEAndMirrorsItsRightBreasts() {
        ModelBundle bundle = Shipped.load(Shipped.own("mam-e", directory));
        FormPrompt form = bundle.form().orElseThrow().compose(Map.of("laterality", "R"));
        GenerationRequest left = GenerationRequest.of(Subject.of(form.prompt()), new Seed(1337));
        Framing framing = new Framing(form.effects().mirrored(), bundle.image().aspect());

        GeneratedImages right = run(bundle, left.withSteps(2).withFraming(framing));

        assertThat(bundle.defaults().numInferenceSteps()).isEqualTo(24);
        assertThat(bundle.defaults().guidanceScale()).isEqualTo(4.0);
        assertThat(right.settings().scheduler()).isEqualTo("DPMSolverMultistepScheduler");
        Image picture = right.images().get(0).image();
        assertThat(picture.channels()).isEqualTo(1);
        assertThat(picture.height()).isEqualTo(83);
        Image made = run(bundle, left.withSteps(2)).images().get(0).image();
        float[] middle = java.util.Arrays.copyOfRange(picture.samples(), 9 * SIDE, 9 * SIDE + made.samples().length);
        assertThat(middle).isEqualTo(mirror(made).samples());
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "9,1", "1,9"})
    void anAspectThatIsNoShapeIsRejected(int width, int height) {
        Framing framing = new Framing(false, Optional.of(new PictureAspect(width, height, Fit.STRETCH)));

        assertThatThrownBy(() -> make("sd15", Optional.empty(), framing))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("aspect");
    }

    @Test
    void aVolumeIsNotMirrored() {
        assertThatThrownBy(() -> make("monai-brain-ldm-3d", Optional.empty(), MIRRORED))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("framing");
    }

    @ParameterizedTest
    @CsvSource({"-1,0,4,4", "0,0,0,4", "60,0,8,4", "0,0,4,65", "2147483647,0,2147483647,1"})
    void aRectangleHasToLieInThePicture(int left, int top, int width, int height) {
        assertThatThrownBy(() -> new RepaintRectangle(left, top, width, height).mask(SIDE, SIDE))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("rectangle");
    }

    @Test
    void aRectangleIsOneInsideAndZeroAround() {
        Image mask = new RepaintRectangle(1, 2, 3, 1).mask(5, 4);

        assertThat(mask.samples()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0);
        assertThat(new Size(mask.width(), mask.height())).isEqualTo(new Size(5, 4));
    }
}
