package org.skiagraph.diffusion.conditioning;

import java.util.Optional;

/**
 * The two sides of guidance for one picture.
 *
 * @param negative what guidance leads away from; empty where nothing is guided
 */
public record Conditions(Condition positive, Optional<Condition> negative) {}
