package org.skiagraph.app.studies;

import java.util.Locale;
import java.util.Optional;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.GenerationRecord.Execution;
import org.skiagraph.domain.GenerationRecord.Inputs;
import org.skiagraph.domain.GenerationRecord.Product;
import org.skiagraph.domain.GenerationRecord.Request;
import org.skiagraph.domain.GenerationRecord.Sampling;
import org.skiagraph.graph.RuntimeDescription;

/**
 * Writes down how each image came to be.
 *
 * @param seed the seed in force
 */
record Records(
        Product product,
        ModelBundle bundle,
        Template template,
        StudyRequest request,
        long seed,
        RuntimeDescription runtime) {
    private static final String MODE = "text-to-image";

    /** The record of one image, with the settings that were in force. */
    GenerationRecord of(EffectiveSettings settings, int imageIndex, int batch) {
        return new GenerationRecord(
                product,
                new GenerationRecord.Bundle(bundle.name(), bundle.version(), bundle.digest()),
                new Request(
                        MODE,
                        request.prompt().text(),
                        settings.negativePrompt(),
                        settings.longPrompt(),
                        settings.promptWeights(),
                        seed,
                        imageIndex,
                        settings.width(),
                        settings.height()),
                sampling(settings),
                new Execution(
                        runtime.provider(),
                        runtime.onnxRuntimeVersion(),
                        runtime.instructionSet(),
                        runtime.intraOpThreads(),
                        batch),
                new GenerationRecord.Template(template.name(), template.digest()),
                Inputs.NONE);
    }

    /** What is asked for, with the model's defaults: lets the writer check a plan before there are images. */
    EffectiveSettings expected() {
        var asked = request.sampling();
        return new EffectiveSettings(
                asked.scheduler().orElse(String.valueOf(bundle.scheduler().get("_class_name"))),
                bundle.scheduler(),
                asked.numInferenceSteps().orElse(bundle.defaults().numInferenceSteps()),
                asked.guidance().scale().orElse(bundle.defaults().guidanceScale()),
                asked.guidance().rescale().orElse(bundle.defaults().guidanceRescale()),
                asked.guidance().start(),
                asked.guidance().stop(),
                asked.eta().orElse(bundle.defaults().eta()),
                request.prompt().longPrompt().name().toLowerCase(Locale.ROOT),
                request.prompt().weights().word(),
                request.prompt().negative().or(() -> bundle.defaults().negativePrompt()),
                request.picture().width().orElse(bundle.image().width()),
                request.picture().height().orElse(bundle.image().height()));
    }

    private static Sampling sampling(EffectiveSettings settings) {
        return new Sampling(
                settings.scheduler(),
                settings.schedulerConfig(),
                settings.numInferenceSteps(),
                settings.guidanceScale(),
                settings.guidanceRescale(),
                settings.guidanceStart(),
                settings.guidanceStop(),
                settings.eta(),
                Optional.empty());
    }
}
