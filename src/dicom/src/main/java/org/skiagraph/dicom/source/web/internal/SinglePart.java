package org.skiagraph.dicom.source.web.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one part of a multipart answer (RFC 2046), written to a file as it comes. */
final class SinglePart {
    private static final long LARGEST = 1L << 30;
    private static final int LONGEST_HEAD = 1 << 14;
    private static final int PIECE = 1 << 16;
    /** What may stand behind the last boundary. */
    private static final int LONGEST_END = 1 << 10;

    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))");

    private SinglePart() {}

    /** What came is not what was asked for. */
    static final class NotOne extends IOException {
        private static final long serialVersionUID = 1L;

        NotOne(String message) {
            super(message);
        }
    }

    static void write(String contentType, InputStream body, Path file) throws IOException {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("application/dicom") && !type.startsWith("application/dicom+")) {
            copy(body, file);
            return;
        }
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!type.startsWith("multipart/related") || !boundary.find()) {
            throw new NotOne("its answer is no DICOM file");
        }
        skipHead(body);
        copy(body, file);
        cut(file, "\r\n--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1)));
    }

    /** First boundary and the part's own header, up to the empty line. */
    private static void skipHead(InputStream body) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = body.read();
            if (next < 0 || head.size() >= LONGEST_HEAD) {
                throw new NotOne("its answer has no part");
            }
            head.write(next);
        }
    }

    private static void copy(InputStream body, Path file) throws IOException {
        byte[] piece = new byte[PIECE];
        long written = 0;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                written += count;
                if (written > LARGEST) {
                    throw new NotOne("its image has over " + LARGEST + " bytes");
                }
                out.write(piece, 0, count);
            }
        }
    }

    /** Takes the last boundary away. */
    private static void cut(Path file, String boundary) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long from = Math.max(0, channel.size() - LONGEST_END);
            ByteBuffer end = ByteBuffer.allocate((int) (channel.size() - from));
            int count = 0;
            while (end.hasRemaining() && count >= 0) {
                count = channel.read(end, from + end.position());
            }
            int at = new String(end.array(), StandardCharsets.ISO_8859_1).lastIndexOf(boundary);
            if (at < 0) {
                throw new IOException("the answer ends early");
            }
            channel.truncate(from + at);
        }
    }
}
