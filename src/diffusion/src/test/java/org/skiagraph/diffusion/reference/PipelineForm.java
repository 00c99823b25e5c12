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
        return cases(systemDir).stream()
                .map(directory -> DynamicTest.dynamicTest(
                        systemDir.getFileName() + "/" + directory.getFileName(),
                        () -> check(PipelineCase.read(systemDir, directory))));
    }

    private static void check(PipelineCase given) throws IOException {
        if (given.isReconstruction()) {
            new ReconstructionCheck(given).run();
        } else {
            new PipelineCheck(given).run();
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
