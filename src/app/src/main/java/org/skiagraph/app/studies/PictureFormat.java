package org.skiagraph.app.studies;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a file seems to be, by how it begins.
 *
 * @param magic in ISO 8859-1
 * @param offset of the magic in the file
 */
record PictureFormat(String name, String magic, int offset) {
    static final PictureFormat PNG = new PictureFormat("a PNG file", "\u0089PNG\r\n\u001A\n", 0);
    static final PictureFormat DICOM = new PictureFormat("a DICOM file", "DICM", 128);

    private static final List<PictureFormat> OTHERS = List.of(
            new PictureFormat("a JPEG file", "\u00FF\u00D8\u00FF", 0),
            DICOM,
            new PictureFormat("a GIF file", "GIF8", 0),
            new PictureFormat("a TIFF file", "II*\0", 0),
            new PictureFormat("a TIFF file", "MM\0*", 0),
            new PictureFormat("a WebP file", "WEBP", 8),
            new PictureFormat("a JPEG 2000 file", "jP  ", 4),
            new PictureFormat("a BMP file", "BM", 0),
            new PictureFormat("a PDF file", "%PDF", 0),
            new PictureFormat("a NIfTI file", "n+1\0", 344),
            new PictureFormat("a file compressed with gzip", "\u001F\u008B", 0),
            new PictureFormat("a ZIP file", "PK\u0003\u0004", 0));

    /** "a JPEG file", "empty", ... */
    static String guess(byte[] bytes) {
        if (bytes.length == 0) {
            return "empty";
        }
        return OTHERS.stream()
                .filter(format -> format.matches(bytes))
                .findFirst()
                .map(PictureFormat::name)
                .orElse("no PNG file");
    }

    boolean matches(byte[] bytes) {
        return bytes.length >= offset + magic.length()
                && new String(bytes, offset, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
    }
}
