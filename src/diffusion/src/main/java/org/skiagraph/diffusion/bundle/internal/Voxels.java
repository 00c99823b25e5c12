package org.skiagraph.diffusion.bundle.internal;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.skiagraph.diffusion.bundle.VoxelGrid;

/** How a volume lies in a patient: what the manifest says, else what the family's authors do. */
final class Voxels {
    private static final double LARGEST_MM = 1000;
    private static final List<String> DIRECTIONS = List.of("RL", "AP", "SI");

    private final Manifest manifest;
    private final List<String> notes;

    Voxels(Manifest manifest, List<String> notes) {
        this.manifest = manifest;
        this.notes = notes;
    }

    /** Both or nothing: half of it gives no slice its place. */
    Optional<VoxelGrid> read() {
        Optional<String> axes = manifest.text("image.axes").or(() -> assumed("image.axes", "image.assumedAxes"));
        Optional<List<Double>> spacing = manifest.numbers("image.voxelSpacingMm", 3)
                .or(() -> {
                    assumed("image.voxelSpacingMm", "image.assumedVoxelSpacingMm");
                    return manifest.numbers("image.assumedVoxelSpacingMm", 3);
                });
        axes.filter(text -> !areAxes(text)).ifPresent(text -> {
            throw manifest.wrong("image.axes", "one each of R or L, A or P, S or I, such as RAS");
        });
        spacing.filter(mm -> !mm.stream().allMatch(side -> side > 0 && side < LARGEST_MM))
                .ifPresent(mm -> {
                    throw manifest.wrong("image.voxelSpacingMm", "three lengths in millimetres");
                });
        return axes.flatMap(text -> spacing.map(mm -> new VoxelGrid(text, mm)));
    }

    private Optional<String> assumed(String key, String family) {
        if (manifest.at(family).isMissingNode()) {
            return Optional.empty();
        }
        notes.add(key + ": " + Documents.brief(manifest.at(family))
                + " assumed, since the family's authors write volumes so");
        return manifest.at(family).isTextual() ? manifest.text(family) : Optional.empty();
    }

    private static boolean areAxes(String text) {
        TreeSet<Integer> found = new TreeSet<>();
        text.chars().forEach(letter -> {
            for (int i = 0; i < DIRECTIONS.size(); i++) {
                if (DIRECTIONS.get(i).indexOf(letter) >= 0) {
                    found.add(i);
                }
            }
        });
        return text.length() == DIRECTIONS.size() && found.size() == DIRECTIONS.size();
    }
}
