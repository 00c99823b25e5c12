package org.skiagraph.dicom.source.internal;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.ImageHeader;

/** Stored greys through modality and VOI transformation (PS3.3 C.11.1, C.11.2). */
final class Greys {
    private Greys() {}

    static float[] shown(StoredFrame frame, FrameValues values) {
        DoubleUnaryOperator modality = modality(values);
        double[] units = new double[frame.values().length];
        for (int i = 0; i < units.length; i++) {
            units[i] = modality.applyAsDouble(frame.values()[i]);
        }
        DoubleUnaryOperator voi = voi(frame, values, units);
        boolean inverse = frame.form().photometric() == Photometric.MONOCHROME1;
        float[] shown = new float[units.length];
        for (int i = 0; i < shown.length; i++) {
            float share = Rendering.clipped(voi.applyAsDouble(units[i]));
            shown[i] = inverse ? 1 - share : share;
        }
        return shown;
    }

    private static DoubleUnaryOperator modality(FrameValues values) {
        List<ImageHeader> tables = values.dataset().items(SourceTags.MODALITY_LUT);
        if (!tables.isEmpty()) {
            return LookupTable.of(tables.get(0), SourceTags.LUT_DESCRIPTOR, SourceTags.LUT_DATA)::at;
        }
        ImageHeader group = values.group(SourceTags.PIXEL_VALUE_TRANSFORMATION);
        double slope = first(group.decimals(Tags.RESCALE_SLOPE), 1);
        double intercept = first(group.decimals(Tags.RESCALE_INTERCEPT), 0);
        if (!Double.isFinite(slope) || slope == 0 || !Double.isFinite(intercept)) {
            throw new Unusable("its rescale slope or intercept is no number", "Export it anew");
        }
        return stored -> stored * slope + intercept;
    }

    private static DoubleUnaryOperator voi(StoredFrame frame, FrameValues values, double[] units) {
        ImageHeader group = values.group(SourceTags.FRAME_VOI_LUT);
        double centre = first(group.decimals(Tags.WINDOW_CENTER), Double.NaN);
        double width = first(group.decimals(Tags.WINDOW_WIDTH), Double.NaN);
        if (Double.isFinite(centre) && Double.isFinite(width)) {
            return new Window(centre, width).function(group.word(SourceTags.VOI_LUT_FUNCTION));
        }
        List<ImageHeader> tables = group.items(SourceTags.VOI_LUT);
        if (!tables.isEmpty()) {
            LookupTable table = LookupTable.of(tables.get(0), SourceTags.LUT_DESCRIPTOR, SourceTags.LUT_DATA);
            return unit -> (double) table.at(unit) / table.most();
        }
        return fromLeastToMost(frame, values.dataset(), units);
    }

    /** Where nothing says what is to be seen: all of it, padding aside (PS3.3 C.7.5.1.1.2). */
    private static DoubleUnaryOperator fromLeastToMost(StoredFrame frame, ImageHeader dataset, double[] units) {
        boolean padded = dataset.has(SourceTags.PIXEL_PADDING);
        int padding = dataset.number(SourceTags.PIXEL_PADDING, 0);
        int limit = dataset.number(SourceTags.PIXEL_PADDING_LIMIT, padding);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < units.length; i++) {
            int stored = frame.values()[i];
            if (!padded || stored < Math.min(padding, limit) || stored > Math.max(padding, limit)) {
                least = Math.min(least, units[i]);
                most = Math.max(most, units[i]);
            }
        }
        double low = least;
        double range = most - least;
        return range > 0 ? unit -> (unit - low) / range : unit -> 0;
    }

    private static double first(double[] values, double otherwise) {
        return values.length == 0 ? otherwise : values[0];
    }
}
