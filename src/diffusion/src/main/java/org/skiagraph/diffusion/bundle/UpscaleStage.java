package org.skiagraph.diffusion.bundle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A second stage that makes a picture larger by denoising it again, in pixels (SR3, arXiv 2104.07636).
 *
 * @param scheduler its own schedule, as a scheduler_config.json has it
 * @param factor how many times as wide and high the picture becomes
 * @param eta DDIM's share of fresh noise
 */
public record UpscaleStage(Map<String, Object> scheduler, int factor, int numInferenceSteps, double eta) {
    public UpscaleStage {
        scheduler = Collections.unmodifiableMap(new LinkedHashMap<>(scheduler));
    }
}
