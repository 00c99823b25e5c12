package org.skiagraph.diffusion.sampling.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names that people use for schedulers, and what they mean in diffusers' words. */
public final class ShortNames {
    private static final Map<String, Meaning> MEANINGS = meanings();

    private ShortNames() {}

    /** A class, and keys that the name sets. */
    public record Meaning(String className, Map<String, Object> settings) {}

    public static Optional<Meaning> of(String name) {
        String plain = plain(name);
        Optional<Meaning> byClass = Solvers.classNames().stream()
                .filter(className -> plain(className).equals(plain))
                .findFirst()
                .map(className -> new Meaning(className, Map.of()));
        return byClass.or(() -> MEANINGS.entrySet().stream()
                .filter(entry -> plain(entry.getKey()).equals(plain))
                .map(Map.Entry::getValue)
                .findFirst());
    }

    /** Short names, then class names. */
    public static List<String> all() {
        List<String> names = new ArrayList<>(MEANINGS.keySet());
        names.addAll(Solvers.classNames());
        return List.copyOf(names);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    private static Map<String, Meaning> meanings() {
        Map<String, Meaning> all = new LinkedHashMap<>();
        Map<String, Object> karras = Map.of("use_karras_sigmas", true);
        all.put("ddim", new Meaning("DDIMScheduler", Map.of()));
        all.put("ddpm", new Meaning("DDPMScheduler", Map.of()));
        all.put("pndm", new Meaning("PNDMScheduler", Map.of("skip_prk_steps", true)));
        all.put("plms", new Meaning("PNDMScheduler", Map.of("skip_prk_steps", true)));
        all.put("lms", new Meaning("LMSDiscreteScheduler", Map.of()));
        all.put("lms-karras", new Meaning("LMSDiscreteScheduler", karras));
        all.put("euler", new Meaning("EulerDiscreteScheduler", Map.of()));
        all.put("euler-karras", new Meaning("EulerDiscreteScheduler", karras));
        all.put("euler-a", new Meaning("EulerAncestralDiscreteScheduler", Map.of()));
        all.put("euler-ancestral", new Meaning("EulerAncestralDiscreteScheduler", Map.of()));
        all.put("heun", new Meaning("HeunDiscreteScheduler", Map.of()));
        all.put("heun-karras", new Meaning("HeunDiscreteScheduler", karras));
        dpm(all, "dpm++2m", "DPMSolverMultistepScheduler", Map.of("algorithm_type", "dpmsolver++", "solver_order", 2));
        dpm(all, "dpm++3m", "DPMSolverMultistepScheduler", Map.of("algorithm_type", "dpmsolver++", "solver_order", 3));
        Map<String, Object> sde = Map.of("algorithm_type", "sde-dpmsolver++", "solver_order", 2);
        dpm(all, "dpm++2m-sde", "DPMSolverMultistepScheduler", sde);
        dpm(all, "dpm++sde", "DPMSolverSinglestepScheduler", sde);
        dpm(all, "dpm++2s", "DPMSolverSinglestepScheduler", Map.of("algorithm_type", "dpmsolver++", "solver_order", 2));
        dpm(all, "dpm2", "KDPM2DiscreteScheduler", Map.of());
        dpm(all, "kdpm2", "KDPM2DiscreteScheduler", Map.of());
        dpm(all, "dpm2-a", "KDPM2AncestralDiscreteScheduler", Map.of());
        dpm(all, "kdpm2-a", "KDPM2AncestralDiscreteScheduler", Map.of());
        dpm(all, "unipc", "UniPCMultistepScheduler", Map.of());
        dpm(all, "deis", "DEISMultistepScheduler", Map.of());
        all.put("lcm", new Meaning("LCMScheduler", Map.of()));
        all.put("tcd", new Meaning("TCDScheduler", Map.of()));
        all.put("unclip", new Meaning("UnCLIPScheduler", Map.of()));
        all.put("flow-euler", new Meaning("FlowMatchEulerDiscreteScheduler", Map.of()));
        return all;
    }

    /** The name itself, and the same with Karras sigmas. */
    private static void dpm(Map<String, Meaning> all, String name, String className, Map<String, Object> settings) {
        all.put(name, new Meaning(className, settings));
        Map<String, Object> karras = new LinkedHashMap<>(settings);
        karras.put("use_karras_sigmas", true);
        all.put(name + "-karras", new Meaning(className, karras));
    }
}
