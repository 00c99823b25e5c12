package org.skiagraph.diffusion.bundle;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to import.
 *
 * @param source a directory, or a ZIP file of one
 * @param name of the bundle; without one the source's manifest or its own name gives it
 * @param into directory of bundles; without one the first of the model path that can be written
 * @param family of the model, where nothing tells or what tells is wrong
 */
public record ImportRequest(Path source, Optional<String> name, Optional<Path> into, Optional<String> family) {}
