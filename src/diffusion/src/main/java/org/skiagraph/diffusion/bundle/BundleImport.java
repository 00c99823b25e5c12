package org.skiagraph.diffusion.bundle;

import java.util.List;
import java.util.Map;

/**
 * What an import has made, and how it came to it.
 *
 * @param bundle as it loads from its new place
 * @param inferred every value that the source did not state itself
 * @param gaps what could not be inferred: a key of bundle.yaml and what is lost without it
 * @param warnings what is likely to go wrong with this model
 * @param leftOut files of the source that were not taken, with the reason
 * @param files SHA-256 by relative path, of everything but bundle.yaml
 * @param bytes of all files together
 */
public record BundleImport(
        ModelBundle bundle,
        List<Inference> inferred,
        List<Remark> gaps,
        List<String> warnings,
        List<Remark> leftOut,
        Map<String, String> files,
        long bytes) {
    public BundleImport {
        inferred = List.copyOf(inferred);
        gaps = List.copyOf(gaps);
        warnings = List.copyOf(warnings);
        leftOut = List.copyOf(leftOut);
        files = Map.copyOf(files);
    }

    /** @param subject a key or a file */
    public record Remark(String subject, String reason) {}
}
