package org.skiagraph.app.config;

import java.util.Arrays;
import java.util.Locale;
import org.skiagraph.app.studies.Suggestions;
import org.skiagraph.domain.Rejected;

/** Every key that a site may set. Defaults are in application.yaml. */
public enum Setting {
    MODEL("model", "the model that generate uses: a name on the model path, or a directory"),
    TEMPLATE("template", "the DICOM template; empty takes the first that suits the model"),
    OUT("out", "the directory that studies are written into"),
    PROVIDER("provider", "cpu, cuda, or auto (CUDA where it really starts)"),
    THREADS("threads", "threads inside one ONNX operator; 0 is one per core"),
    MEMORY_BUDGET("memory-budget", "memory for one UNet call, which bounds the batch (512M, 2G)"),
    BITS_STORED("bits-stored", "bits of a grey pixel, 8 to 16"),
    PREVIEW_BITS("preview-bits", "bits of a PNG preview's sample, 8 or 16"),
    TRANSFER_SYNTAX("transfer-syntax", "explicit, deflate, rle, jpeg-ls or jpeg2000"),
    UID_ROOT("uid-root", "the site's UID root; empty makes UIDs from random UUIDs (2.25)"),
    AE_TITLE("ae-title", "the AE title that we call from"),
    CONNECT_TIMEOUT("connect-timeout", "how long a peer may take to accept a connection (10s)"),
    RESPONSE_TIMEOUT("response-timeout", "how long a peer may take to answer (60s, 2m)"),
    HOME("home", "the directory that holds onnx/ and dicom-templates/; empty looks around the program"),
    MODEL_PATH("model-path", "more directories of models, separated as on PATH"),
    TEMPLATE_PATH("template-path", "more directories of templates, separated as on PATH"),
    ADAPTER_PATH(
            "adapter-path", "the directory of LoRAs and embeddings that serve's clients may name; empty offers none"),
    SOURCE_FROM("source-from", "where pacs:... is fetched from: a source's name, AET@host:port or a DICOMweb address"),
    DESTINATION_PATH(
            "destination-path",
            "directories beneath which destinations made over the API may name files and folders; empty allows none"),
    SIGNING_KEY("signing-key", "a private key (Ed25519, PEM) that every file is signed with; empty signs none"),
    TRUSTED_KEYS("trusted-keys", "public keys (PEM) whose signatures are trusted, separated as on PATH"),
    STATE("state", "the directory for the outbox and logs; empty is skiagraph in the user's state directory"),
    OUTBOX_RESERVE("outbox-reserve", "free space on the disk of studies below which nothing new is queued (512M, 2G)");

    private static final String PREFIX = "skiagraph.";

    private final String name;
    private final String meaning;

    Setting(String name, String meaning) {
        this.name = name;
        this.meaning = meaning;
    }

    /** As in a settings file, "skiagraph.uid-root". */
    public String key() {
        return PREFIX + name;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** Whether the value must not be shown. */
    public boolean secret() {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("password") || lower.contains("secret") || lower.contains("token");
    }

    /** @throws Rejected if a key of ours is misspelt; other programs' keys are no business of ours */
    static void requireKnown(String key, String source) {
        if (key.startsWith(SiteDestinations.PREFIX)
                || key.startsWith(SourcesReader.PREFIX)
                || key.startsWith(WorklistsReader.PREFIX)) {
            // Have keys of their own, which are judged when one of them is needed.
            return;
        }
        if (key.startsWith(PREFIX) && Arrays.stream(values()).noneMatch(setting -> setting.owns(key))) {
            String mend = Suggestions.nearest(
                            key, Arrays.stream(values()).map(Setting::key).toList())
                    .map(near -> "Write '" + near + "'")
                    .orElse("Run 'skiagraph config' for the keys there are");
            throw new Rejected(key + " in " + source, "is no setting", mend);
        }
    }

    private boolean owns(String candidate) {
        return candidate.equals(key()) || candidate.startsWith(key() + "[");
    }
}
