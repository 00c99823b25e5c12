package org.skiagraph.dicom.segmentation.internal;

import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;

/** Items that a segmentation is full of. */
final class Codes {
    private Codes() {}

    /** PS3.3 8.8. */
    static DicomJson code(String value, String scheme, String meaning) {
        return DicomJson.empty()
                .texts(Tags.CODE_VALUE, "SH", value)
                .texts(Tags.CODING_SCHEME_DESIGNATOR, "SH", scheme)
                .texts(Tags.CODE_MEANING, "LO", meaning);
    }

    /** SOP Instance Reference (PS3.3 10.8). */
    static DicomJson instance(DicomJson image) {
        return DicomJson.empty()
                .texts("00081150", "UI", image.text(Tags.SOP_CLASS_UID).orElse(""))
                .texts("00081155", "UI", image.text(Tags.SOP_INSTANCE_UID).orElse(""));
    }
}
