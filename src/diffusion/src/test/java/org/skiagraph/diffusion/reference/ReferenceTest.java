package org.skiagraph.diffusion.reference;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case below the directory that the system property {@code skiagraph.reference.dir} names. A case of a form that no
 * {@link ReferenceForm} knows fails, and so does a directory without cases.
 */
class ReferenceTest {
    private static final List<ReferenceForm> FORMS =
            List.of(new SchedulerForm(), new TokenizerForm(), new PipelineForm());

    @TestFactory
    Stream<DynamicNode> everyCaseOfEverySystemAgreesWithItsReferenceImplementation() throws IOException {
        Path root = Path.of(System.getProperty("skiagraph.reference.dir"));
        List<Path> systems = directories(root);
        if (systems.isEmpty()) {
            return Stream.of(DynamicTest.dynamicTest(root.toString(), () -> fail("no cases in " + root)));
        }
        return systems.stream().map(ReferenceTest::system);
    }

    @org.junit.jupiter.api.AfterAll
    static void report() {
        System.out.print(Closeness.report());
    }

    private static DynamicNode system(Path directory) {
        String name = directory.getFileName().toString();
        List<DynamicTest> tests = FORMS.stream()
                .filter(form -> form.knows(directory))
                .findFirst()
                .map(form -> form.tests(directory).toList())
                .orElse(List.of());
        if (tests.isEmpty()) {
            return DynamicTest.dynamicTest(name, () -> fail(directory + " holds no case of a form that is known"));
        }
        return DynamicContainer.dynamicContainer(name, tests);
    }

    private static List<Path> directories(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
