package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.dicom.fixtures.Tool;

/** An authority of a test, made by openssl when it is needed, and the certificates that it issues. */
public final class Certificates {
    private final Path directory;
    private final Pair authority;

    private Certificates(Path directory) {
        this.directory = directory;
        this.authority = pair("authority");
    }

    /** @param chain and key PEM */
    public record Pair(Path chain, Path key) {}

    /** A new authority that nobody else knows. */
    public static Certificates in(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Certificates made = new Certificates(directory);
        made.openssl(List.of("req", "-x509", "-days", "2", "-subj", "/CN=Test authority"), made.authority);
        return made;
    }

    /** The authority's own certificate. */
    public Path authority() {
        return authority.chain();
    }

    /** @param subjectAltName such as "IP:127.0.0.1" */
    public Pair issue(String name, String subjectAltName) {
        return issue(name, subjectAltName, 2);
    }

    /** One that was good until yesterday. */
    public Pair issueExpired(String name, String subjectAltName) {
        return issue(name, subjectAltName, -1);
    }

    private Pair issue(String name, String subjectAltName, int days) {
        Pair pair = pair(name);
        Path request = directory.resolve(name + ".csr");
        openssl(List.of("req", "-new", "-subj", "/CN=" + name), new Pair(request, pair.key()));
        Path extensions = directory.resolve(name + ".ext");
        try {
            Files.writeString(extensions, "subjectAltName=" + subjectAltName + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(List.of(
                "x509",
                "-req",
                "-in",
                request.toString(),
                "-CA",
                authority.chain().toString(),
                "-CAkey",
                authority.key().toString(),
                "-CAcreateserial",
                "-days",
                Integer.toString(days),
                "-extfile",
                extensions.toString(),
                "-out",
                pair.chain().toString()));
        return pair;
    }

    /** The same key in another form, such as "pkcs8 -topk8 -passout pass:x". */
    public Path converted(Pair pair, String... arguments) {
        Path other = directory.resolve("converted-" + arguments[0] + ".pem");
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("-in", pair.key().toString(), "-out", other.toString()));
        run(command);
        return other;
    }

    private Pair pair(String name) {
        return new Pair(directory.resolve(name + ".crt"), directory.resolve(name + ".key"));
    }

    private void openssl(List<String> arguments, Pair into) {
        List<String> command = new ArrayList<>(arguments);
        command.addAll(List.of(
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                into.key().toString(),
                "-out",
                into.chain().toString()));
        run(command);
    }

    private static void run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        try {
            Tool.Result result = Tool.run(command.toArray(String[]::new));
            if (result.exitCode() != 0) {
                throw new IllegalStateException(command + ": " + result.output());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
