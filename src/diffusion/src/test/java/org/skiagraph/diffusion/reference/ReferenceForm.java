package org.skiagraph.diffusion.reference;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** One way in which reference cases are laid out. */
interface ReferenceForm {
    /** Whether this directory is laid out so. */
    boolean knows(Path systemDir);

    /** A test per case. */
    Stream<DynamicTest> tests(Path systemDir);
}
