package org.skiagraph.dicom.pixels;

import java.math.BigDecimal;
import java.math.MathContext;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.template.internal.Iod;

/** The attributes that describe pixels: Image Pixel (PS3.3 C.7.6.3), VOI LUT (C.11.2), rescale, intensity. */
public final class PixelModule {
    // Hounsfield units of 0 and 1: air a little below -1000, dense bone and metal above 3000; 12 bits map one to one.
    private static final int HOUNSFIELD_LOW = -1024;
    private static final int HOUNSFIELD_HIGH = 3071;

    private PixelModule() {}

    public static void describe(DicomJson dataset, StoredImage image, Iod iod) {
        dataset.numbers(Tags.SAMPLES_PER_PIXEL, "US", image.channels());
        dataset.texts(Tags.PHOTOMETRIC_INTERPRETATION, "CS", image.channels() == 1 ? "MONOCHROME2" : "RGB");
        if (image.channels() == 3) {
            dataset.numbers(Tags.PLANAR_CONFIGURATION, "US", 0);
        }
        dataset.numbers(Tags.ROWS, "US", image.height());
        dataset.numbers(Tags.COLUMNS, "US", image.width());
        dataset.numbers(Tags.BITS_ALLOCATED, "US", image.bitsAllocated());
        dataset.numbers(Tags.BITS_STORED, "US", image.bitsStored());
        dataset.numbers(Tags.HIGH_BIT, "US", image.bitsStored() - 1);
        dataset.numbers(Tags.PIXEL_REPRESENTATION, "US", 0);
        dataset.texts(Tags.LOSSY_IMAGE_COMPRESSION, "CS", "00");
        if (image.channels() == 1) {
            grey(dataset, image, iod);
        }
    }

    /**
     * What compression changes of the description. The VL IODs want YBR_RCT for colour in JPEG 2000 (PS3.3 C.8.12.1.1);
     * the codec transforms no components and says so in the codestream, which is what decoders go by.
     */
    public static void compressed(DicomJson dataset, StoredImage image, TransferSyntax transferSyntax) {
        if (transferSyntax == TransferSyntax.JPEG_2000_LOSSLESS && image.channels() == 3) {
            dataset.texts(Tags.PHOTOMETRIC_INTERPRETATION, "CS", "YBR_RCT");
        }
    }

    private static void grey(DicomJson dataset, StoredImage image, Iod iod) {
        double low = iod.hounsfield() ? HOUNSFIELD_LOW : 0;
        double high = iod.hounsfield() ? HOUNSFIELD_HIGH : image.most();
        if (iod.hounsfield() || iod.intensity()) {
            dataset.texts(Tags.RESCALE_INTERCEPT, "DS", decimal(low));
            dataset.texts(Tags.RESCALE_SLOPE, "DS", decimal((high - low) / image.most()));
            dataset.texts(Tags.RESCALE_TYPE, "LO", iod.hounsfield() ? "HU" : "US");
        }
        if (iod.intensity()) {
            // White is what absorbs: more x-ray gives a smaller value, and MONOCHROME2 shows it darker.
            dataset.texts(Tags.PIXEL_INTENSITY_RELATIONSHIP, "CS", "LOG");
            dataset.numbers(Tags.PIXEL_INTENSITY_RELATIONSHIP_SIGN, "SS", -1);
            dataset.texts(Tags.PRESENTATION_LUT_SHAPE, "CS", "IDENTITY");
        }
        // The linear window of PS3.3 C.11.2.1.2.1 that maps low to black and high to white, and nothing outside.
        dataset.texts(Tags.WINDOW_CENTER, "DS", decimal((low + high + 1) / 2));
        dataset.texts(Tags.WINDOW_WIDTH, "DS", decimal(high - low + 1));
    }

    private static String decimal(double value) {
        return new BigDecimal(value)
                .round(new MathContext(10))
                .stripTrailingZeros()
                .toPlainString();
    }
}
