package org.skiagraph.diffusion.family;

import java.util.List;
import org.skiagraph.domain.Rejected;

/** The families that this build runs. */
public final class Families {
    private static final List<Family> ALL = List.of(new StableDiffusion(), new StableDiffusionXl());

    private Families() {}

    /** The manifest names of all of them. */
    public static List<String> names() {
        return ALL.stream().map(Family::name).toList();
    }

    /** @throws Rejected if there is none of that name */
    public static Family named(String name) {
        return ALL.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        "family", "\"" + name + "\" is not a family that this build runs", "Use one of " + names()));
    }
}
