package org.skiagraph.diffusion.sampling.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/** All solvers by diffusers' class name, and that library's defaults for their keys. */
public final class Solvers {
    private static final Map<String, BiFunction<Settings, SamplingPlan, Sampling>> BY_CLASS =
            new TreeMap<>(Map.ofEntries(
                    Map.entry("DDIMScheduler", Ddim::new),
                    Map.entry("DDPMScheduler", Ddpm::new),
                    Map.entry("PNDMScheduler", Pndm::new),
                    Map.entry("LMSDiscreteScheduler", Lms::start),
                    Map.entry("EulerDiscreteScheduler", Euler::start),
                    Map.entry("EulerAncestralDiscreteScheduler", EulerAncestral::start),
                    Map.entry("HeunDiscreteScheduler", Heun::start),
                    Map.entry("DPMSolverMultistepScheduler", DpmMultistep::new),
                    Map.entry("DPMSolverSinglestepScheduler", DpmSinglestep::new),
                    Map.entry("KDPM2DiscreteScheduler", (settings, plan) -> Kdpm2.start(settings, plan, false)),
                    Map.entry("KDPM2AncestralDiscreteScheduler", (settings, plan) -> Kdpm2.start(settings, plan, true)),
                    Map.entry("UniPCMultistepScheduler", UniPc::new),
                    Map.entry("DEISMultistepScheduler", Deis::new),
                    Map.entry("LCMScheduler", Lcm::new),
                    Map.entry("TCDScheduler", Tcd::new),
                    Map.entry("FlowMatchEulerDiscreteScheduler", FlowEuler::start),
                    Map.entry("UnCLIPScheduler", UnClip::new),
                    Map.entry("MedfusionDDIM", MedfusionDdim::new),
                    Map.entry("MonaiDDIMScheduler", Ddim::monai),
                    Map.entry("MonaiDDPMScheduler", Ddpm::monai),
                    Map.entry("MonaiPNDMScheduler", Pndm::monai),
                    Map.entry("MonaiRFlowScheduler", RectifiedFlow::start)));

    private static final Map<String, Map<String, Object>> DEFAULTS = defaults();

    private Solvers() {}

    public static List<String> classNames() {
        return List.copyOf(BY_CLASS.keySet());
    }

    public static Optional<ConfiguredScheduler> configured(String className, Map<String, Object> config) {
        return Optional.ofNullable(BY_CLASS.get(className))
                .map(solver -> new ConfiguredScheduler(
                        new Settings(className, DEFAULTS.getOrDefault(className, Map.of()), config), solver));
    }

    /** Whether the class has a key of its own of this name. */
    public static boolean knowsKey(String className, String key) {
        return DEFAULTS.getOrDefault(className, Map.of()).containsKey(key);
    }

    private static Map<String, Map<String, Object>> defaults() {
        try (InputStream in = Solvers.class.getResourceAsStream("scheduler-defaults.json")) {
            return new ObjectMapper().readValue(in, new TypeReference<Map<String, Map<String, Object>>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
