package org.skiagraph.dicom.source.internal;

import java.util.Set;
import org.skiagraph.dicom.internal.Tags;

/** All that is ever read of a source besides its pixels. */
public final class SourceTags {
    static final String NUMBER_OF_FRAMES = "00280008";
    static final String PIXEL_PADDING = "00280120";
    static final String PIXEL_PADDING_LIMIT = "00280121";
    static final String RED_DESCRIPTOR = "00281101";
    static final String GREEN_DESCRIPTOR = "00281102";
    static final String BLUE_DESCRIPTOR = "00281103";
    static final String RED_DATA = "00281201";
    static final String GREEN_DATA = "00281202";
    static final String BLUE_DATA = "00281203";
    static final String VOI_LUT_FUNCTION = "00281056";
    static final String MODALITY_LUT = "00283000";
    static final String LUT_DESCRIPTOR = "00283002";
    static final String LUT_DATA = "00283006";
    static final String VOI_LUT = "00283010";
    static final String POSITION = "00200032";
    static final String SHARED_GROUPS = "52009229";
    static final String PER_FRAME_GROUPS = "52009230";
    static final String PIXEL_MEASURES = "00289110";
    static final String PLANE_POSITION = "00209113";
    static final String PLANE_ORIENTATION = "00209116";
    static final String FRAME_VOI_LUT = "00289132";
    static final String PIXEL_VALUE_TRANSFORMATION = "00289145";

    public static final Set<String> ALL = Set.of(
            Tags.SOP_CLASS_UID,
            Tags.BURNED_IN_ANNOTATION,
            Tags.SAMPLES_PER_PIXEL,
            Tags.PHOTOMETRIC_INTERPRETATION,
            Tags.PLANAR_CONFIGURATION,
            NUMBER_OF_FRAMES,
            Tags.ROWS,
            Tags.COLUMNS,
            Tags.BITS_ALLOCATED,
            Tags.BITS_STORED,
            Tags.HIGH_BIT,
            Tags.PIXEL_REPRESENTATION,
            PIXEL_PADDING,
            PIXEL_PADDING_LIMIT,
            RED_DESCRIPTOR,
            GREEN_DESCRIPTOR,
            BLUE_DESCRIPTOR,
            RED_DATA,
            GREEN_DATA,
            BLUE_DATA,
            Tags.RESCALE_INTERCEPT,
            Tags.RESCALE_SLOPE,
            Tags.WINDOW_CENTER,
            Tags.WINDOW_WIDTH,
            VOI_LUT_FUNCTION,
            MODALITY_LUT,
            VOI_LUT,
            LUT_DESCRIPTOR,
            LUT_DATA,
            Tags.PIXEL_SPACING,
            Tags.IMAGER_PIXEL_SPACING,
            Tags.IMAGE_ORIENTATION_PATIENT,
            POSITION,
            SHARED_GROUPS,
            PER_FRAME_GROUPS,
            PIXEL_MEASURES,
            PLANE_POSITION,
            PLANE_ORIENTATION,
            FRAME_VOI_LUT,
            PIXEL_VALUE_TRANSFORMATION);

    private SourceTags() {}
}
