package org.skiagraph.dicom.internal.toolkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.skiagraph.domain.Rejected;

/** The library behind the toolkit's JPEG-LS and JPEG 2000: it lies in a jar, and must be a file to be loaded. */
final class NativeCodecs {
    private static boolean loaded;

    private NativeCodecs() {}

    /** @throws Rejected where the toolkit has no library for this machine */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        try (InputStream library = NativeCodecs.class.getResourceAsStream(resource())) {
            if (library == null) {
                throw unavailable(null);
            }
            Path file = Files.createTempFile("skiagraph-codecs", ".so");
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            System.load(file.toString());
            // A library stays usable once it is mapped, so nothing is left behind.
            Files.delete(file);
            loaded = true;
        } catch (IOException | UnsatisfiedLinkError e) {
            throw unavailable(e);
        }
    }

    private static String resource() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String family = system.contains("linux") ? "linux" : system.contains("mac") ? "macos" : "win32";
        String name = family.equals("linux")
                ? "libopencv_java.so"
                : family.equals("macos") ? "libopencv_java.jnilib" : "opencv_java.dll";
        boolean amd64 = System.getProperty("os.arch").matches("amd64|x86_64");
        return "/lib/" + family + (amd64 ? "-x86_64/" : "-" + System.getProperty("os.arch") + "/") + name;
    }

    private static Rejected unavailable(Throwable cause) {
        return new Rejected(
                "transferSyntax",
                "JPEG-LS and JPEG 2000 have no codec for " + System.getProperty("os.arch") + " here",
                "Use explicit, deflate or rle",
                cause);
    }
}
