package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.UpscaleStage;
import org.skiagraph.domain.Rejected;

/** Reads how a bundle's super-resolution network is run, where it has one. */
final class Upscales {
    private static final String NETWORK = "sr_unet";
    private static final int MOST_STEPS = 100_000;
    private static final int MOST_FACTOR = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Upscales() {}

    static Optional<UpscaleStage> read(Components components, Manifest manifest) {
        if (!components.has(NETWORK)) {
            if (manifest.says("upscale")) {
                throw manifest.wrong("upscale", "it only into a bundle that has " + NETWORK + "/model.onnx");
            }
            return Optional.empty();
        }
        if (components.summary("unet").inputs().stream().anyMatch(info -> info.rank() == 5)) {
            throw new Rejected(NETWORK, "the model makes volumes, which it cannot make larger", "Leave it out");
        }
        Entry.of(manifest, "upscale")
                .orElseThrow(() -> manifest.unknown("upscale", "nothing tells how " + NETWORK + " is run"))
                .only("factor", "numInferenceSteps", "eta", "scheduler");
        return Optional.of(new UpscaleStage(
                scheduler(components, manifest),
                whole(manifest, "upscale.factor", MOST_FACTOR).orElse(4),
                whole(manifest, "upscale.numInferenceSteps", MOST_STEPS).orElse(100),
                manifest.number("upscale.eta").orElse(0.0)));
    }

    private static Optional<Integer> whole(Manifest manifest, String path, int most) {
        return Entry.of(manifest, path).map(entry -> entry.whole(1, most));
    }

    /** sr_scheduler/scheduler_config.json, and the manifest's where there is none. */
    private static Map<String, Object> scheduler(Components components, Manifest manifest) {
        JsonNode stored = components.document("sr_scheduler/scheduler_config.json");
        JsonNode config = stored.isObject() ? stored : manifest.at("upscale.scheduler");
        if (!config.path("_class_name").isTextual()) {
            throw manifest.unknown("upscale.scheduler._class_name", "there is no sr_scheduler/scheduler_config.json");
        }
        return JSON.convertValue(config, new TypeReference<Map<String, Object>>() {});
    }
}
