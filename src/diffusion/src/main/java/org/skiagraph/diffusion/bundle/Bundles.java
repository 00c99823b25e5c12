package org.skiagraph.diffusion.bundle;

import java.nio.file.Path;
import java.util.List;

/** The door to models on disk. */
public interface Bundles {
    /** Names and directories under the search path that look like bundles, without opening a graph. */
    List<Listing> list();

    /**
     * Loads by name from the search path, or by path.
     *
     * @throws org.skiagraph.domain.Rejected if there is no such bundle, or it is incomplete, inconsistent or hostile
     */
    ModelBundle load(String nameOrPath);

    /**
     * Recomputes every SHA-256 that the manifest states.
     *
     * @throws org.skiagraph.domain.Rejected naming the first file that differs, lacks or is not listed
     */
    void verify(ModelBundle bundle);

    record Listing(String name, Path directory, boolean hasManifest) {}
}
