package org.skiagraph.diffusion.conditioning;

import java.util.Optional;

/**
 * What a person wrote.
 *
 * @param text may be "", the unconditional prompt
 * @param negative empty if none was given; a given "" is encoded
 */
public record Prompt(String text, Optional<String> negative) {}
