package org.skiagraph.diffusion.prompt.internal;

import java.util.OptionalLong;

/** Ids that frame a prompt; T5 knows no start. */
record SpecialTokens(OptionalLong start, long end, long pad) {}
