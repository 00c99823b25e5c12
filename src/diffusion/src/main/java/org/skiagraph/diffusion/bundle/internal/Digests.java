package org.skiagraph.diffusion.bundle.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** SHA-256 of a bundle's files, and of the bundle. */
public final class Digests {
    private static final int MOST_FILES = 10_000;

    private Digests() {}

    /** Every regular file but the manifest: relative path with slashes, to lower-case hex. */
    public static Map<String, String> of(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            Map<String, Path> files = new TreeMap<>();
            walk.filter(Files::isRegularFile).forEach(file -> add(files, directory, file));
            return files.entrySet().parallelStream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> ofFile(entry.getValue()), (one, other) -> one, TreeMap::new));
        } catch (IOException e) {
            throw new Retryable(directory.toString(), "its files cannot be listed", "Check permissions and disk", e);
        }
    }

    private static void add(Map<String, Path> files, Path directory, Path file) {
        String name = directory.relativize(file).toString().replace('\\', '/');
        if (name.equals(Manifest.FILE)) {
            return;
        }
        if (files.size() >= MOST_FILES) {
            throw new Rejected(
                    directory.toString(), "it holds over " + MOST_FILES + " files", "Use a bundle's directory");
        }
        files.put(name, file);
    }

    static String ofFile(Path file) {
        MessageDigest sha = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new Retryable(file.toString(), "it cannot be read", "Check permissions and disk", e);
        }
    }

    /**
     * SHA-256 over the sorted lines "sha256  relative/path\n" of these and of the manifest, which changes pixels as well.
     *
     * @param files as {@link #of} gives them
     */
    static String ofAll(Path directory, Map<String, String> files) {
        TreeMap<String, String> all = new TreeMap<>(files);
        Path manifest = directory.resolve(Manifest.FILE);
        if (Files.isRegularFile(manifest)) {
            all.put(Manifest.FILE, ofFile(manifest));
        }
        MessageDigest sha = sha256();
        all.forEach((name, digest) -> sha.update((digest + "  " + name + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Compares the files with what the manifest states. */
    public static void verify(Path directory) {
        Map<String, String> stated = Manifest.read(directory).files();
        if (stated.isEmpty()) {
            throw new Rejected(
                    directory.resolve(Manifest.FILE).toString(),
                    "it states no SHA-256, so that nothing can be verified",
                    "Run `skiagraph models import " + directory + " --name NAME`, which makes a bundle with digests and"
                            + " fingerprint.json");
        }
        compare(directory, stated, of(directory));
    }

    static void compare(Path directory, Map<String, String> stated, Map<String, String> found) {
        TreeSet<String> names = new TreeSet<>(stated.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            String where = directory.resolve(name).toString();
            if (!found.containsKey(name)) {
                throw new Rejected(where, "the manifest lists it, but it is missing", "Copy the bundle again, whole");
            }
            if (!stated.containsKey(name)) {
                throw new Rejected(
                        where, "the manifest does not list it", "Remove it, or add its SHA-256 to bundle.yaml");
            }
            if (!stated.get(name).equals(found.get(name))) {
                throw new Rejected(where, "its SHA-256 is not the manifest's", "Copy the bundle again, whole");
            }
        }
    }
}
