package org.skiagraph.app.cli;

import java.nio.file.Path;

/** Tiny bundles of every family, and what belongs to them. */
final class References {
    private static final Path ROOT = Path.of(System.getProperty("skiagraph.root"), "src/diffusion/src/test/reference");

    private References() {}

    static String bundle(String system) {
        return ROOT.resolve(system).resolve("bundle").toString();
    }

    static String lora(String file) {
        return ROOT.resolve("lora/files").resolve(file).toString();
    }
}
