package org.skiagraph.app.studies;

import java.nio.file.Path;
import java.util.List;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.graph.RuntimeDescription;

/**
 * A finished study.
 *
 * @param directory the study's own folder
 * @param instances its files, in order
 * @param seed the seed in force, drawn or given
 * @param warnings for people
 */
public record StudyResult(
        Path directory,
        List<Instance> instances,
        long seed,
        String model,
        String template,
        RuntimeDescription runtime,
        EffectiveSettings settings,
        List<String> warnings) {
    public StudyResult {
        instances = List.copyOf(instances);
        warnings = List.copyOf(warnings);
    }
}
