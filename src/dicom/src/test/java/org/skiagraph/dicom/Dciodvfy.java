package org.skiagraph.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiagraph.dicom.fixtures.Tool;

/** dciodvfy as a judge of many files at once. */
public final class Dciodvfy {
    /**
     * dicom3tools of 2022, Debian's, calls any even tag that its dictionary lacks an error, whatever its VR, and Synthetic
     * Data is of 2024. It is the one mark that cannot be given up, so this one line is allowed; a newer dictionary will
     * not print it.
     */
    static final String NEWER_THAN_DICTIONARY =
            "Error - Attribute with an even group number is not a recognized standard attribute"
                    + " - (0x0008,0x001c)  ? ";

    private static final String HEAD = "=== ";

    private Dciodvfy() {}

    /** The errors of each file, the allowed one left out; every file has an entry. */
    public static Map<Path, List<String>> errors(List<Path> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("bash", "-c", "for f in \"$@\"; do echo \"" + HEAD + "$f\"; dciodvfy \"$f\" 2>&1; done", "-"));
        files.forEach(file -> command.add(file.toString()));
        String output = Tool.run(command.toArray(String[]::new)).output();
        if (output.contains("command not found")) {
            throw new IOException("dciodvfy is not installed: apt-get install dicom3tools");
        }
        Map<Path, List<String>> errors = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : output.split("\n")) {
            if (line.startsWith(HEAD)) {
                current = new ArrayList<>();
                errors.put(Path.of(line.substring(HEAD.length())), current);
            } else if (line.startsWith("Error") && !line.equals(NEWER_THAN_DICTIONARY)) {
                current.add(line);
            }
        }
        return errors;
    }
}
