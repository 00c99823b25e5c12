package org.skiagraph.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.skiagraph.app.config.Home;

/** Tells libraries where their native parts are, and to stay off the network. */
final class NativeLibraries {
    private NativeLibraries() {}

    static void locate() {
        setIfAbsent("DJL_OFFLINE", "true");
        setIfAbsent("OPT_OUT_TRACKING", "true");
        // The tokenizer library would complain on standard error that nobody logs what it says.
        setIfAbsent("slf4j.internal.verbosity", "ERROR");
        Path program = Home.program().getParent();
        if (!Home.isNativeImage() || program == null) {
            return;
        }
        Path lib = program.resolve("lib");
        setIfAbsent("onnxruntime.native.path", lib.toString());
        Path tokenizers = lib.resolve("libtokenizers.so");
        if (Files.exists(tokenizers)) {
            setIfAbsent("RUST_LIBRARY_PATH", tokenizers.toString());
        }
    }

    private static void setIfAbsent(String key, String value) {
        if (System.getProperty(key) == null && System.getenv(key) == null) {
            System.setProperty(key, value);
        }
    }
}
