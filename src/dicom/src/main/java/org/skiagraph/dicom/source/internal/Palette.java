package org.skiagraph.dicom.source.internal;

import java.util.List;
import org.skiagraph.dicom.internal.toolkit.ImageHeader;

/** Colours by number (PS3.3 C.7.9). */
final class Palette {
    private Palette() {}

    static float[] shown(StoredFrame frame, ImageHeader header) {
        List<LookupTable> tables = List.of(
                LookupTable.of(header, SourceTags.RED_DESCRIPTOR, SourceTags.RED_DATA),
                LookupTable.of(header, SourceTags.GREEN_DESCRIPTOR, SourceTags.GREEN_DATA),
                LookupTable.of(header, SourceTags.BLUE_DESCRIPTOR, SourceTags.BLUE_DATA));
        float[] shown = new float[3 * frame.values().length];
        for (int i = 0; i < shown.length; i++) {
            LookupTable table = tables.get(i % 3);
            shown[i] = (float) table.at(frame.values()[i / 3]) / table.most();
        }
        return shown;
    }
}
