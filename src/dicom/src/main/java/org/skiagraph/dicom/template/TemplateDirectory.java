package org.skiagraph.dicom.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.template.internal.Metadata;
import org.skiagraph.dicom.template.internal.TemplateChecker;
import org.skiagraph.dicom.template.internal.TemplateFile;
import org.skiagraph.domain.Rejected;

/** Templates in a list of directories, NAME.json each. */
public final class TemplateDirectory implements Templates {
    private static final String SUFFIX = ".json";

    private final List<Path> directories;

    private TemplateDirectory(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /** @param directories searched in this order; those that do not exist are passed over */
    public static Templates on(List<Path> directories) {
        return new TemplateDirectory(directories);
    }

    @Override
    public List<Template> list() {
        return files().stream()
                .filter(this::isGood)
                .map(file -> TemplateFile.read(nameOf(file), file))
                .toList();
    }

    private boolean isGood(Path file) {
        try {
            return check(file).isEmpty();
        } catch (Rejected notATemplate) {
            return false;
        }
    }

    /** One file for each name: the one in the directory that is searched first. */
    private Collection<Path> files() {
        Map<String, Path> byName = new LinkedHashMap<>();
        directories.stream()
                .filter(Files::isDirectory)
                .flatMap(TemplateDirectory::files)
                .forEach(file -> byName.putIfAbsent(nameOf(file), file));
        return byName.values();
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).sorted().toList().stream();
        } catch (IOException e) {
            throw new Rejected(directory.toString(), "it cannot be read", "Check its permissions", e);
        }
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    @Override
    public Template find(String nameOrPath) {
        Path file = files().stream()
                .filter(candidate -> nameOf(candidate).equals(nameOrPath))
                .findFirst()
                .or(() -> asPath(nameOrPath))
                .orElseThrow(() -> new Rejected(
                        "template",
                        "there is none named \"" + nameOrPath + "\"",
                        "Use one of "
                                + files().stream()
                                        .map(TemplateDirectory::nameOf)
                                        .toList() + ", or the path of a file"));
        check(file).stream().findFirst().ifPresent(finding -> {
            throw new Rejected(file + " " + finding.where(), finding.what(), finding.remedy());
        });
        return TemplateFile.read(nameOf(file), file);
    }

    private static Optional<Path> asPath(String text) {
        try {
            Path path = Path.of(text);
            return !text.isBlank() && Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    @Override
    public List<Finding> check(Path file) {
        return TemplateChecker.check(TemplateFile.dataset(file, TemplateFile.bytes(file)));
    }

    @Override
    public Draft fromMetadata(Path metadata) {
        try {
            JsonNode answer = DicomJson.MAPPER.readTree(Files.readString(metadata));
            return Metadata.toTemplate(answer);
        } catch (IOException e) {
            throw new Rejected(
                    metadata.toString(), "it cannot be read as JSON", "Save the PACS's answer to /metadata again", e);
        }
    }
}
