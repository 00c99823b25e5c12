package org.skiagraph.diffusion.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Trajectories of schedulers: {@code noise.npy} and {@code cases/NAME.json}. */
final class SchedulerForm implements ReferenceForm {
    @Override
    public boolean knows(Path systemDir) {
        return Files.exists(systemDir.resolve("noise.npy"));
    }

    @Override
    public Stream<DynamicTest> tests(Path systemDir) {
        return cases(systemDir).stream()
                .map(file -> DynamicTest.dynamicTest(
                        systemDir.getFileName() + "/" + file.getFileName(),
                        () -> SchedulerCheck.read(file, systemDir.resolve("noise.npy"))
                                .run()));
    }

    private static List<Path> cases(Path systemDir) {
        try (Stream<Path> entries = Files.list(systemDir.resolve("cases"))) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
