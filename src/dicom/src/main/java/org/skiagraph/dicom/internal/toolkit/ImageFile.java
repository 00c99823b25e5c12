package org.skiagraph.dicom.internal.toolkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.io.ImageInputStream;

/**
 * One frame of a file and the values that were asked for. Everything else in the file is skipped, never read.
 *
 * @param pixels of a native file the frame, in the byte order of the header
 * @param fragments of an encapsulated one all items, the offset table first; else empty
 */
public record ImageFile(ImageHeader header, String transferSyntaxUid, byte[] pixels, List<byte[]> fragments) {
    private static final int TRANSFER_SYNTAX = 0x00020010;

    static {
        ToolkitLog.silence();
    }

    /**
     * What to read.
     *
     * @param tags eight upper-case hex digits each, sequences included
     * @param frame from 0
     * @param frameBytes looks at the header before any pixel is read, and says how long a native frame is
     */
    public record Wanted(Set<String> tags, int frame, ToLongFunction<ImageHeader> frameBytes) {}

    /** @throws IOException if it is no Part 10 file, or ends early */
    public static ImageFile read(Path file, Wanted wanted) throws IOException {
        try (ImageInputStream in = new ImageInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            Attributes meta = in.readFileMetaInformation();
            if (meta == null) {
                throw new IOException("no file meta information");
            }
            return read(in, meta.getString(TRANSFER_SYNTAX, ""), wanted);
        }
    }

    /** A dataset without file meta information. */
    static ImageFile read(byte[] dataset, String transferSyntaxUid, Wanted wanted) throws IOException {
        InputStream bytes = new ByteArrayInputStream(dataset);
        try (ImageInputStream in = new ImageInputStream(bytes, transferSyntaxUid)) {
            return read(in, transferSyntaxUid, wanted);
        }
    }

    private static ImageFile read(ImageInputStream in, String transferSyntaxUid, Wanted wanted) throws IOException {
        ImageValues values = new ImageValues(wanted);
        in.setImageInputHandler(values);
        Attributes dataset = in.readDataset(-1, -1);
        return new ImageFile(new ImageHeader(dataset), transferSyntaxUid, values.pixels(), values.fragments());
    }
}
