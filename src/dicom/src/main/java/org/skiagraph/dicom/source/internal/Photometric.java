package org.skiagraph.dicom.source.internal;

import java.util.Arrays;

/** Photometric Interpretation (PS3.3 C.7.6.3.1.2), as far as we show it. */
enum Photometric {
    MONOCHROME1(1),
    MONOCHROME2(1),
    PALETTE_COLOR(1),
    RGB(3),
    YBR_FULL(3),
    YBR_FULL_422(3),
    YBR_ICT(3),
    YBR_RCT(3);

    private final int samples;

    Photometric(int samples) {
        this.samples = samples;
    }

    static Photometric of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.name().equals(word.replace(' ', '_')))
                .findFirst()
                .orElseThrow(() -> new Unusable(
                        "its Photometric Interpretation (0028,0004) is none that we show", "Export it as grey or RGB"));
    }

    int samples() {
        return samples;
    }

    boolean colour() {
        return samples == 3;
    }
}
