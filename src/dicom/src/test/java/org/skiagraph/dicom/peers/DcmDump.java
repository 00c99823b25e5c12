package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** DCMTK's dcmdump: an independent reader. */
public final class DcmDump {
    private DcmDump() {}

    /** Everything in a file, in UTF-8. */
    public static String text(Path file) {
        return run(List.of("+L", "+U8", "-q", file.toString()));
    }

    /** The value of Pixel Data (7FE0,0010) as it is in the file, of one frame. */
    public static byte[] pixels(Path file, Path scratch) {
        try {
            Path directory = Files.createTempDirectory(scratch, "pixels");
            run(List.of("-q", "+W", directory.toString(), file.toString()));
            try (Stream<Path> raw = Files.list(directory)) {
                return Files.readAllBytes(raw.findFirst().orElseThrow());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("dcmdump"));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
