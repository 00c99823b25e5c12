package org.skiagraph.dicom.network.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;
import org.skiagraph.dicom.internal.toolkit.CompressedPixels;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;

/** Turns a file into what the peer takes: as it is where possible, else decoded without loss. */
final class PayloadEncoder {
    private static final int META_LENGTH_AT = 132;
    private static final int META_LENGTH_SIZE = 12;
    private static final int META_LENGTH_TAG_AND_VR = 0x00000002;

    private PayloadEncoder() {}

    /** A file that cannot be given the form that the peer wants. */
    static final class NotEncodable extends Exception {
        private static final long serialVersionUID = 1L;

        NotEncodable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * @param accepted transfer syntaxes that the peer takes for the file's SOP class
     * @throws NotEncodable if there is no way to any of them, naming them
     */
    static Payload encode(MarkedFile file, Set<String> accepted) throws NotEncodable {
        String own = file.transferSyntaxUid();
        try {
            if (accepted.contains(own)) {
                return new Payload(datasetOf(file.file()), own);
            }
            Optional<String> target =
                    Context.UNCOMPRESSED.stream().filter(accepted::contains).findFirst();
            if (target.isEmpty()) {
                throw new NotEncodable(refusal(file, accepted), null);
            }
            return new Payload(transcode(file, target.get(), accepted), target.get());
        } catch (IOException e) {
            throw new NotEncodable("the file cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // The toolkit on a damaged file. The other files still have to go.
            throw new NotEncodable("the file is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Everything behind the file meta information, byte for byte, and one zero more if that is needed to make it even:
     * a deflated stream in a file may be odd (PS3.5 A.5 asks for the zero), a fragment on the wire never (PS3.8 9.3.5.1).
     */
    private static byte[] datasetOf(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < META_LENGTH_AT + META_LENGTH_SIZE
                || buffer.getInt(META_LENGTH_AT) != META_LENGTH_TAG_AND_VR) {
            throw new IOException("its file meta information does not begin with its length (0002,0000)");
        }
        int start = META_LENGTH_AT + META_LENGTH_SIZE + buffer.getInt(META_LENGTH_AT + META_LENGTH_SIZE - 4);
        if (start < META_LENGTH_AT + META_LENGTH_SIZE || start > bytes.length) {
            throw new IOException("its file meta information is longer than the file");
        }
        return Arrays.copyOfRange(bytes, start, bytes.length + (bytes.length - start) % 2);
    }

    private static byte[] transcode(MarkedFile file, String target, Set<String> accepted)
            throws IOException, NotEncodable {
        String own = file.transferSyntaxUid();
        if (!isUncompressed(own) && !own.equals(UID.RLELossless)) {
            return decodeJpeg(file, target, accepted);
        }
        Attributes dataset = read(file.file());
        if (own.equals(UID.RLELossless)) {
            RleDecoder.decode(dataset);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new ImageOutputStream(bytes, target)) {
            out.writeDataset(null, dataset);
        }
        return bytes.toByteArray();
    }

    private static byte[] decodeJpeg(MarkedFile file, String target, Set<String> accepted) throws NotEncodable {
        CompressedPixels codecs = CompressedPixels.find()
                .orElseThrow(() -> new NotEncodable(
                        refusal(file, accepted) + ", and the native executable cannot decode: send it with the JVM",
                        null));
        try {
            return codecs.decompress(file.file(), target);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new NotEncodable(refusal(file, accepted) + ", and it cannot be decoded: " + e, e);
        }
    }

    private static Attributes read(Path file) throws IOException {
        try (ImageInputStream in = new ImageInputStream(file.toFile())) {
            in.setIncludeBulkData(ImageInputStream.IncludeBulkData.YES);
            Attributes dataset = in.readDataset(-1, -1);
            return dataset;
        }
    }

    private static boolean isUncompressed(String syntax) {
        return Context.UNCOMPRESSED.contains(syntax) || syntax.equals(UID.DeflatedExplicitVRLittleEndian);
    }

    private static String refusal(MarkedFile file, Set<String> accepted) {
        if (accepted.isEmpty()) {
            return "the peer does not take " + named(file.sopClassUid()) + " in any transfer syntax that was offered: "
                    + names(Context.of(file).stream()
                            .map(Context::transferSyntaxUid)
                            .toList());
        }
        return "the file is in " + named(file.transferSyntaxUid()) + ", the peer takes only "
                + names(accepted.stream().sorted().toList());
    }

    private static String names(List<String> uids) {
        return uids.stream().distinct().map(PayloadEncoder::named).collect(Collectors.joining(", "));
    }

    private static String named(String uid) {
        String name = UID.nameOf(uid);
        return name == null || name.equals("?") ? uid : name + " (" + uid + ")";
    }
}
