package org.skiagraph.app.studies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.Rejected;

/**
 * A study as its files tell it, whoever made it, and when.
 *
 * @param record of its first image
 * @param instances its images, in order
 */
public record WrittenStudy(Path directory, GenerationRecord record, List<Instance> instances) {
    /** As the writer names images; rejection notes lie beside them. */
    private static final Pattern IMAGE = Pattern.compile("(SE\\d+-)?IM\\d+\\.dcm");

    public WrittenStudy {
        instances = List.copyOf(instances);
    }

    /** @throws Rejected if it is not there any more, or a file of it is not ours */
    public static WrittenStudy read(Path directory, MarkedFiles markedFiles) {
        try (Stream<Path> files = Files.list(directory)) {
            List<MarkedFile> images = files.filter(
                            file -> IMAGE.matcher(file.getFileName().toString()).matches())
                    // Numbers have four digits, or more where there are as many images.
                    .sorted(Comparator.<Path>comparingInt(
                                    file -> file.getFileName().toString().length())
                            .thenComparing(Comparator.naturalOrder()))
                    .map(markedFiles::read)
                    .toList();
            if (images.isEmpty()) {
                throw new IOException("there is no image");
            }
            List<Instance> instances =
                    images.stream().map(WrittenStudy::instance).toList();
            return new WrittenStudy(directory, images.get(0).record(), instances);
        } catch (IOException e) {
            throw new Rejected(
                    directory.getFileName().toString(),
                    "it cannot be read any more",
                    "Look whether someone moved the study's folder away",
                    e);
        }
    }

    private static Instance instance(MarkedFile image) {
        String name = image.file().getFileName().toString();
        return new Instance(
                image.file(),
                image.file().resolveSibling(name.replace(".dcm", ".png")),
                image.studyInstanceUid(),
                image.seriesInstanceUid(),
                image.sopInstanceUid(),
                image.sopClassUid(),
                image.transferSyntaxUid(),
                image.file().toFile().length());
    }
}
