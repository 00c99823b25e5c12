package org.skiagraph.graph;

import java.nio.file.Path;

/** Real graphs to test with: the tiny reference bundles. */
final class Fixtures {
    private static final Path REFERENCE =
            Path.of(System.getProperty("skiagraph.root"), "src/diffusion/src/test/reference");

    private Fixtures() {}

    static Path graph(String system, String role) {
        return REFERENCE.resolve(system).resolve("bundle").resolve(role).resolve("model.onnx");
    }
}
