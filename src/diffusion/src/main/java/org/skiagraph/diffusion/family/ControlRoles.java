package org.skiagraph.diffusion.family;

import java.util.List;
import org.skiagraph.diffusion.bundle.ModelBundle;

/** Which of a bundle's graphs are ControlNets. */
final class ControlRoles {
    private ControlRoles() {}

    /** "controlnet", "controlnet_2", "controlnet_edges", ..., sorted. */
    static List<String> of(ModelBundle bundle) {
        return bundle.components().keySet().stream()
                .filter(role -> role.startsWith("controlnet"))
                .sorted()
                .toList();
    }
}
