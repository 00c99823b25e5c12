package org.skiagraph.dicom.dataset;

/** Encodings that we write (PS3.5 Annex A). */
public enum TransferSyntax {
    EXPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2.1", "explicit"),
    DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2.1.99", "deflate"),
    RLE_LOSSLESS("1.2.840.10008.1.2.5", "rle"),
    JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80", "jpeg-ls"),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", "jpeg2000");

    private final String uid;
    private final String shortName;

    TransferSyntax(String uid, String shortName) {
        this.uid = uid;
        this.shortName = shortName;
    }

    public String uid() {
        return uid;
    }

    /** As people write it on the command line. */
    public String shortName() {
        return shortName;
    }
}
