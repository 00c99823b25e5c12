package org.skiagraph.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.pixels.Quantisation;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.domain.Image;

/** pydicom as a judge: what it decodes from a file. */
final class Pydicom {
    private static final String SCRIPT = """
            import sys, pydicom
            ds = pydicom.dcmread(sys.argv[1])
            tag = pydicom.tag.Tag(0x0008, 0x001C)
            pixels = ds.pixel_array.flatten().tolist()
            print(ds[tag].value.decode().strip() if isinstance(ds[tag].value, bytes) else ds[tag].value)
            print(str(ds.PatientName))
            print(' '.join(str(value) for value in pixels))
            """;

    private Pydicom() {}

    /** Synthetic Data, the patient's name, and all samples, colour by pixel. */
    record Read(String syntheticData, String patientName, int[] samples) {}

    static Read read(Path file, Path directory) throws IOException, InterruptedException {
        Path script = directory.resolve("read.py");
        Files.writeString(script, SCRIPT);
        // Debian's python3-pydicom belongs to the system's interpreter, whatever else is on the path.
        Tool.Result result =
                Tool.run("env", "PYTHONIOENCODING=utf-8", "/usr/bin/python3", script.toString(), file.toString());
        if (result.exitCode() != 0) {
            throw new IOException(result.output());
        }
        String[] lines = result.output().split("\n");
        int[] samples = Arrays.stream(lines[lines.length - 1].split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
        return new Read(lines[lines.length - 3], lines[lines.length - 2], samples);
    }

    /** All samples of several files, in their order, by one process. */
    static List<List<Integer>> pixels(List<Path> files, Path directory) throws IOException, InterruptedException {
        Path script = directory.resolve("pixels.py");
        Files.writeString(script, """
                import sys, pydicom
                for name in sys.argv[1:]:
                    print(' '.join(map(str, pydicom.dcmread(name).pixel_array.flatten().tolist())))
                """);
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script.toString()));
        files.forEach(file -> command.add(file.toString()));
        Tool.Result result = Tool.run(command.toArray(String[]::new));
        if (result.exitCode() != 0) {
            throw new IOException(result.output());
        }
        return result.output()
                .lines()
                .map(line ->
                        Arrays.stream(line.split(" ")).map(Integer::valueOf).toList())
                .toList();
    }

    /** The samples that a picture should be stored as. */
    static int[] expected(Template template, Image image, int bitsStored) {
        return template.colour()
                ? Quantisation.colour(image).samples()
                : Quantisation.grey(image, bitsStored, 8).samples();
    }
}
