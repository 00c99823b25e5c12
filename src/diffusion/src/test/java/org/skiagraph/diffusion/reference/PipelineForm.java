package org.skiagraph.diffusion.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A system with a bundle: {@code cases/NAME/case.json} and arrays beside it. */
final class PipelineForm implements ReferenceForm {
    @Override
    public boolean knows(Path systemDir) {
        return !cases(systemDir).isEmpty();
    }

    @Override
    public Stream<DynamicTest> tests(Path systemDir) {
        return cases(systemDir).stream().flatMap(directory -> tests(systemDir, directory));
    }

    /** One test a case; where its adapters are stored in several layouts, one for each. */
    private static Stream<DynamicTest> tests(Path systemDir, Path directory) {
        String name = systemDir.getFileName() + "/" + directory.getFileName();
        try {
            PipelineCase given = PipelineCase.read(systemDir, directory);
            if (given.isReconstruction()) {
                return Stream.of(DynamicTest.dynamicTest(name, () -> new ReconstructionCheck(given).run()));
            }
            return CaseAdapters.of(given).entrySet().stream()
                    .map(layout -> DynamicTest.dynamicTest(
                            (name + " " + layout.getKey()).strip(),
                            () -> new PipelineCheck(given, layout.getValue()).run()));
        } catch (IOException | AssertionError unreadable) {
            return Stream.of(DynamicTest.dynamicTest(name, () -> {
                throw unreadable;
            }));
        }
    }

    private static List<Path> cases(Path systemDir) {
        Path cases = systemDir.resolve("cases");
        if (!Files.isDirectory(cases)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(cases)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
