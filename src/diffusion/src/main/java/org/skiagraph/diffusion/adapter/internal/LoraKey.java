package org.skiagraph.diffusion.adapter.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a key of a LoRA file means, in whichever of the layouts it is written.
 *
 * @param role graph that the module is in; empty where the file leaves it open
 * @param module path of the module, with every separator written as "_": the one form that all layouts can be brought to
 * @param part which factor it is
 */
record LoraKey(Optional<String> role, String module, Part part) {
    enum Part {
        DOWN,
        UP,
        MID,
        ALPHA
    }

    private record Ending(String text, Part part) {}

    private static final List<Ending> ENDINGS = List.of(
            // kohya and A1111
            new Ending(".lora_down.weight", Part.DOWN),
            new Ending(".lora_up.weight", Part.UP),
            new Ending(".lora_mid.weight", Part.MID),
            new Ending(".alpha", Part.ALPHA),
            // diffusers
            new Ending(".lora_linear_layer.down.weight", Part.DOWN),
            new Ending(".lora_linear_layer.up.weight", Part.UP),
            new Ending(".lora.down.weight", Part.DOWN),
            new Ending(".lora.up.weight", Part.UP),
            // diffusers before 0.21: the factors of one attention lie in its processor
            new Ending("_lora.down.weight", Part.DOWN),
            new Ending("_lora.up.weight", Part.UP),
            // PEFT, with or without the adapter's name
            new Ending(".lora_A.default.weight", Part.DOWN),
            new Ending(".lora_B.default.weight", Part.UP),
            new Ending(".lora_A.weight", Part.DOWN),
            new Ending(".lora_B.weight", Part.UP));

    private static final List<String[]> ROLES = List.of(
            new String[] {"lora_unet_", "unet"},
            new String[] {"lora_te1_", "text_encoder"},
            new String[] {"lora_te2_", "text_encoder_2"},
            new String[] {"lora_te_", "text_encoder"},
            new String[] {"lora_prior_", "prior"},
            new String[] {"unet.", "unet"},
            new String[] {"text_encoder_2.", "text_encoder_2"},
            new String[] {"text_encoder.", "text_encoder"},
            new String[] {"prior.", "prior"});

    private static final Pattern PROCESSOR = Pattern.compile("(.*)_processor_(to_[qkv]|to_out)");

    /** The key's meaning; empty if it has none here. */
    static Optional<LoraKey> of(String key) {
        String plain = key.startsWith("base_model.model.") ? key.substring("base_model.model.".length()) : key;
        for (Ending ending : ENDINGS) {
            if (plain.endsWith(ending.text())) {
                return Optional.of(
                        named(plain.substring(0, plain.length() - ending.text().length()), ending.part()));
            }
        }
        return Optional.empty();
    }

    private static LoraKey named(String path, Part part) {
        Optional<String> role = Optional.empty();
        String module = path;
        for (String[] known : ROLES) {
            if (path.startsWith(known[0])) {
                role = Optional.of(known[1]);
                module = path.substring(known[0].length());
                break;
            }
        }
        return new LoraKey(role, plain(module), part);
    }

    private static String plain(String module) {
        String joined = module.replace('.', '_');
        Matcher processor = PROCESSOR.matcher(joined);
        if (processor.matches()) {
            joined = processor.group(1) + "_" + processor.group(2);
            return joined.endsWith("to_out") ? joined + "_0" : joined;
        }
        return LdmNames.inDiffusersWords(joined);
    }
}
