package org.skiagraph.diffusion.prompt.internal;

/** Ids that frame a prompt. */
record SpecialTokens(long start, long end, long pad) {}
