package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import org.skiagraph.dicom.marking.SiteKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Keys that files are signed with. */
@Command(
        name = "keys",
        description = "Make a key that a site signs its files with.",
        synopsisSubcommandLabel = "COMMAND")
final class KeysCommand extends GroupCommand {
    @Command(
            name = "new",
            description = {
                "Make a pair of keys (Ed25519, PEM): the private one, that only you can read, and FILE.pub.",
                "Sign with the first (the setting signing-key), give away the second (trusted-keys, verify --key)."
            })
    int create(
            @Parameters(paramLabel = "FILE", description = "The private key; must not exist yet.") Path file,
            @Mixin OutputMode output) {
        Path known = file.resolveSibling(file.getFileName() + ".pub");
        String id = SiteKey.create(file, known).known().id();
        if (output.json) {
            Terminal.print(JsonNodeFactory.instance
                    .objectNode()
                    .put("outcome", ExitCode.DONE.word())
                    .put("keyId", id)
                    .put("privateKey", file.toString())
                    .put("publicKey", known.toString()));
        } else {
            Terminal.out().println("Private key:  " + file + " (keep it; whoever has it signs as you)");
            Terminal.out().println("Public key:   " + known);
            Terminal.out().println("Key id:       " + id);
        }
        return ExitCode.DONE.code();
    }
}
