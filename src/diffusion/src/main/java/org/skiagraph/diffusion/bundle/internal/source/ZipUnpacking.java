package org.skiagraph.diffusion.bundle.internal.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.skiagraph.diffusion.bundle.internal.source.Copying.Meter;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Unpacks a ZIP whose directory of contents has been judged first. */
final class ZipUnpacking {
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;

    private final String source;
    private final EntryNames names;
    private final SourceLimits limits;

    private ZipUnpacking(String source) {
        this.source = source;
        this.names = new EntryNames(source);
        this.limits = new SourceLimits(source);
    }

    static void unpack(Path source, Path into, ProgressListener listener) {
        List<ZipArchiveEntry> entries;
        ZipUnpacking unpacking = new ZipUnpacking(source.toString());
        try (ZipFile zip = ZipFile.builder().setPath(source).get()) {
            entries = unpacking.judged(zip, Files.size(source));
            Copying.requireSpace(into, unpacking.limits.bytes());
            Meter meter = new Meter("unpacking MiB", unpacking.limits.bytes(), listener);
            for (ZipArchiveEntry entry : entries) {
                unpacking.write(zip, entry, into.resolve(entry.getName()), meter);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Rejected(source.toString(), "it is no ZIP file, or a broken one", "Pack or copy it again", e);
        }
    }

    private List<ZipArchiveEntry> judged(ZipFile zip, long packed) {
        List<ZipArchiveEntry> files = new ArrayList<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            String name = entry.getName();
            requireNoBackslash(entry);
            if (entry.isDirectory()) {
                names.requireSafe(name.replaceFirst("/$", ""));
                limits.add(name, 0);
                continue;
            }
            names.add(name);
            requirePlain(entry);
            limits.add(name, entry.getSize());
            files.add(entry);
        }
        limits.requireRatio(packed);
        if (files.isEmpty()) {
            throw new Rejected(source, "it is empty", "Give a ZIP file of a model's directory");
        }
        return files;
    }

    /** The library turns them into slashes where the ZIP comes from DOS. */
    private void requireNoBackslash(ZipArchiveEntry entry) {
        byte[] raw = entry.getRawName();
        for (int i = 0; raw != null && i < raw.length; i++) {
            if (raw[i] == '\\') {
                names.requireSafe("\\" + entry.getName());
            }
        }
    }

    private void requirePlain(ZipArchiveEntry entry) {
        int type = entry.getUnixMode() & FILE_TYPE;
        if (type != 0 && type != REGULAR && type != DIRECTORY) {
            throw new Rejected(
                    source,
                    "its entry " + EntryNames.shown(entry.getName()) + " is a link or a device",
                    "Pack the files themselves (`zip -r` follows links)");
        }
        boolean usual = entry.getMethod() == ZipEntry.STORED || entry.getMethod() == ZipEntry.DEFLATED;
        if (!usual || entry.getGeneralPurposeBit().usesEncryption()) {
            throw new Rejected(
                    source,
                    "its entry " + EntryNames.shown(entry.getName()) + " is encrypted or packed in an unusual way",
                    "Pack it with the usual compression and without a password");
        }
    }

    private void write(ZipFile zip, ZipArchiveEntry entry, Path target, Meter meter) throws IOException {
        Files.createDirectories(target.getParent());
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(content(zip, entry), sum)) {
            long written = Copying.copy(in, target, entry.getSize(), meter).bytes();
            if (written != entry.getSize() || sum.getValue() != entry.getCrc()) {
                throw new Rejected(
                        source,
                        "its entry " + EntryNames.shown(entry.getName()) + " does not unpack to the " + entry.getSize()
                                + " bytes and the checksum that it states",
                        "Pack or copy it again");
            }
        }
    }

    /** Not the library's own way, which brings codecs along that a native executable cannot be linked without. */
    private static InputStream content(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        InputStream packed = zip.getRawInputStream(entry);
        if (entry.getMethod() == ZipEntry.STORED) {
            return packed;
        }
        // A raw stream may need one byte more than it has (java.util.zip.Inflater).
        InputStream padded = new SequenceInputStream(packed, new ByteArrayInputStream(new byte[1]));
        Inflater raw = new Inflater(true);
        return new InflaterInputStream(padded, raw) {
            @Override
            public void close() throws IOException {
                super.close();
                raw.end();
            }
        };
    }
}
