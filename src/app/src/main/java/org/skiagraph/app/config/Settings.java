package org.skiagraph.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.graph.ProviderChoice;

/**
 * What a site has set, understood and checked; {@link Setting} says what each means.
 *
 * @param modelPath directories of models, the site's own before ours
 * @param templatePath directories of templates, the site's own before ours
 * @param destinationPath directories beneath which destinations made over the API may name files and folders
 * @param adapterPath the directory of LoRAs and textual inversions that clients may name
 */
public record Settings(
        Path home,
        String model,
        Optional<String> template,
        Path out,
        ProviderChoice provider,
        int threads,
        long memoryBudgetBytes,
        int bitsStored,
        int previewBits,
        TransferSyntax transferSyntax,
        Optional<String> uidRoot,
        String aeTitle,
        Duration connectTimeout,
        Duration responseTimeout,
        List<Path> modelPath,
        List<Path> templatePath,
        Optional<Path> adapterPath,
        Optional<String> sourceFrom,
        List<Path> destinationPath,
        Optional<Path> signingKey,
        List<Path> trustedKeys,
        Path state,
        long outboxReserveBytes) {
    public Settings {
        modelPath = List.copyOf(modelPath);
        templatePath = List.copyOf(templatePath);
        destinationPath = List.copyOf(destinationPath);
        trustedKeys = List.copyOf(trustedKeys);
    }
}
