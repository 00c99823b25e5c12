package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A volume becomes a series whose slices lie where they should, as pydicom and dciodvfy see it. */
class VolumesIT {
    private static final String LOOK = """
            import json, sys, pydicom
            rows = []
            for name in sys.argv[1:]:
                ds = pydicom.dcmread(name)
                rows.append({'study': ds.StudyInstanceUID, 'series': ds.SeriesInstanceUID, 'number': int(ds.SeriesNumber),
                    'frame': ds.FrameOfReferenceUID, 'instance': int(ds.InstanceNumber), 'rows': ds.Rows,
                    'columns': ds.Columns, 'position': [float(x) for x in ds.ImagePositionPatient],
                    'orientation': [float(x) for x in ds.ImageOrientationPatient],
                    'spacing': [float(x) for x in ds.PixelSpacing], 'thickness': float(ds.SliceThickness),
                    'between': float(ds.SpacingBetweenSlices), 'location': float(ds.SliceLocation),
                    'window': [float(ds.WindowCenter), float(ds.WindowWidth)],
                    'slope': float(ds.get('RescaleSlope', 1)), 'first': int(ds.pixel_array[0, 0])})
            print(json.dumps(rows))
            """;

    @TempDir
    Path temporary;

    private Path directory;
    private Skiagraph skiagraph;

    @BeforeEach
    void makeAnEmptyDirectory() throws IOException {
        directory = Files.createDirectory(temporary.resolve("work"));
        skiagraph = new Skiagraph(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mr-slice", "ct-slice"})
    void eachVolumeIsASeriesOfAxialSlicesInOneFrameOfReference(String template)
            throws IOException, InterruptedException {
        JsonNode rows = look(generate(References.bundle("monai-brain-ldm-3d"), "--template", template, "--count", "2"));

        assertThat(rows).hasSize(64);
        assertThat(distinct(rows, "study")).hasSize(1);
        assertThat(distinct(rows, "series")).hasSize(2);
        assertThat(distinct(rows, "frame")).hasSize(2);
        assertThat(distinct(rows, "number")).containsExactly("1", "2");
        assertThat(distinct(rows, "window")).hasSize(1);
        assertThat(distinct(rows, "slope")).hasSize(1);
        for (int i = 0; i < 32; i++) {
            JsonNode row = rows.get(i);
            assertThat(row.get("series")).isEqualTo(rows.get(0).get("series"));
            assertThat(row.get("frame")).isEqualTo(rows.get(0).get("frame"));
            assertThat(row.get("instance").asInt()).isEqualTo(i + 1);
            // The network makes 16 from ear to ear, 48 from back to front, 32 from below.
            assertThat(row.get("columns").asInt()).isEqualTo(16);
            assertThat(row.get("rows").asInt()).isEqualTo(48);
            assertThat(row.get("orientation").toString()).isEqualTo("[1.0,0.0,0.0,0.0,1.0,0.0]");
            assertThat(row.get("position").toString()).isEqualTo("[-7.5,-23.5," + (i - 15.5) + "]");
            assertThat(row.get("location").asDouble()).isEqualTo(i - 15.5);
            assertThat(row.get("spacing").toString()).isEqualTo("[1.0,1.0]");
            assertThat(row.get("thickness").asDouble()).isEqualTo(1);
            assertThat(row.get("between").asDouble()).isEqualTo(1);
        }
    }

    @Test
    void aModelWithoutAWishForATemplateMakesMr() throws IOException, InterruptedException {
        List<Path> files = generate(References.bundle("monai-brain-ldm-3d"));

        assertThat(files).extracting(file -> file.getFileName().toString()).startsWith("IM0001.dcm", "IM0002.dcm");
        assertThat(Studies.record(files.get(0)).template().name()).isEqualTo("mr-slice");
        assertThat(Studies.record(files.get(0)).request().depth()).contains(16);
        assertThat(dciodvfy(files.get(9))).isEmpty();
    }

    @Test
    void theManifestSaysHowAVolumeLies() throws IOException, InterruptedException {
        // The same voxels, said to grow to the right instead of to the left, and to be of other sizes.
        Path told = bundle("image:\n  axes: RAS\n  voxelSpacingMm: [2, 1.5, 0.5]\n");

        JsonNode usual = look(generate(References.bundle("monai-brain-ldm-3d"))).get(0);
        JsonNode mirrored = look(generate(told.toString())).get(0);
        JsonNode last = look(generate(told.toString())).get(31);

        assertThat(mirrored.get("spacing").toString()).isEqualTo("[1.5,2.0]");
        assertThat(mirrored.get("thickness").asDouble()).isEqualTo(0.5);
        assertThat(mirrored.get("position").toString()).isEqualTo("[-15.0,-35.25,-7.75]");
        assertThat(last.get("position").toString()).isEqualTo("[-15.0,-35.25,7.75]");
        assertThat(mirrored.get("first")).isNotEqualTo(usual.get("first"));
    }

    @Test
    void axesThatAreNoneAreRefused() throws IOException, InterruptedException {
        Path told = bundle("image:\n  axes: RAR\n");

        Skiagraph.Result result = skiagraph.run("generate", "--model", told.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("image.axes", "such as RAS");
        assertThat(directory).isEmptyDirectory();
    }

    private Path bundle(String manifest) throws IOException, InterruptedException {
        Path copy = temporary.resolve("told");
        new ProcessBuilder("cp", "-r", References.bundle("monai-brain-ldm-3d"), copy.toString())
                .start()
                .waitFor();
        Files.writeString(copy.resolve("bundle.yaml"), manifest);
        return copy;
    }

    private List<Path> generate(String model, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("generate", "--model", model, "--seed", "3", "--steps", "2"));
        words.addAll(List.of("--depth", "16", "--height", "48", "--width", "32", "--json"));
        for (int i = 1; i <= 4; i++) {
            words.addAll(List.of("--condition", "condition" + i + "=0.5"));
        }
        words.addAll(List.of(more));
        Skiagraph.Result result = skiagraph.run(words.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.json().get("instances").findValuesAsText("file").stream()
                .map(directory::resolve)
                .toList();
    }

    private JsonNode look(List<Path> files) throws IOException, InterruptedException {
        Path script = Files.writeString(temporary.resolve("look.py"), LOOK);
        // Debian's python3-pydicom belongs to the system's interpreter, whatever else is on the path.
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script.toString()));
        files.forEach(file -> command.add(file.toString()));
        return new ObjectMapper().readTree(output(command));
    }

    /** Errors, but for the one on Synthetic Data, which is newer than the tool's dictionary. */
    private static List<String> dciodvfy(Path file) throws IOException, InterruptedException {
        return output(List.of("dciodvfy", file.toString()))
                .lines()
                .filter(line -> line.startsWith("Error") && !line.contains("(0x0008,0x001c)"))
                .toList();
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static List<String> distinct(JsonNode rows, String field) {
        return rows.findValues(field).stream()
                .map(value -> value.isValueNode() ? value.asText() : value.toString())
                .distinct()
                .toList();
    }
}
