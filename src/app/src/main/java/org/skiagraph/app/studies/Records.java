package org.skiagraph.app.studies;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.diffusion.GenerationRequest.Pictures;
import org.skiagraph.diffusion.GenerationRequest.Source;
import org.skiagraph.diffusion.Generator.Shared;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.PictureAspect;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.GenerationRecord.Control;
import org.skiagraph.domain.GenerationRecord.Execution;
import org.skiagraph.domain.GenerationRecord.Framing;
import org.skiagraph.domain.GenerationRecord.Inputs;
import org.skiagraph.domain.GenerationRecord.Prior;
import org.skiagraph.domain.GenerationRecord.Product;
import org.skiagraph.domain.GenerationRecord.Request;
import org.skiagraph.domain.GenerationRecord.Sampling;
import org.skiagraph.graph.RuntimeDescription;

/**
 * Writes down how each image came to be.
 *
 * @param inputs what went in, as digests
 * @param seed the seed in force
 */
record Records(
        Product product,
        ModelBundle bundle,
        CheckedRequest checked,
        Inputs inputs,
        long seed,
        RuntimeDescription runtime) {

    StudyRequest request() {
        return checked.request();
    }

    Template template() {
        return checked.template();
    }

    /**
     * The record of one picture or volume, with the settings that were in force.
     *
     * @param shared its place, and that of its batch
     */
    GenerationRecord of(EffectiveSettings settings, Shared shared) {
        return new GenerationRecord(
                product,
                new GenerationRecord.Bundle(bundle.name(), bundle.version(), bundle.digest()),
                new Request(
                        mode(),
                        request().prompt().text().orElse(""),
                        settings.negativePrompt(),
                        settings.longPrompt(),
                        settings.promptWeights(),
                        conditions(),
                        seed,
                        shared.index(),
                        settings.width(),
                        settings.height(),
                        settings.depth(),
                        framing(settings.framing())),
                sampling(settings),
                new Execution(
                        runtime.provider(),
                        runtime.onnxRuntimeVersion(),
                        runtime.instructionSet(),
                        runtime.intraOpThreads(),
                        shared.batch(),
                        Optional.of(shared.first())),
                new GenerationRecord.Template(template().name(), template().digest()),
                inputs);
    }

    /** @param adapters as their files say */
    static Inputs inputs(CheckedRequest checked, List<String> adapters) {
        Pictures pictures = checked.pictures();
        Optional<Source> source = pictures.source();
        return new Inputs(
                adapters,
                source.map(given -> PictureDigest.of(given.image())),
                source.flatMap(Source::mask).map(PictureDigest::of),
                checked.request().inputs().edit().box().map(org.skiagraph.app.studies.Inputs.Box::text),
                pictures.controls().stream()
                        .map(control -> new Control(
                                control.name(), PictureDigest.of(control.image()), control.conditioningScale()))
                        .toList());
    }

    private static Optional<Framing> framing(org.skiagraph.diffusion.Framing framing) {
        return framing.equals(org.skiagraph.diffusion.Framing.AS_MADE)
                ? Optional.empty()
                : Optional.of(new Framing(framing.mirrored(), framing.aspect().map(PictureAspect::toString)));
    }

    private String mode() {
        if (checked.pictures().source().isEmpty()) {
            return "text-to-image";
        }
        return checked.pictures().source().flatMap(Source::mask).isPresent() ? "inpainting" : "image-to-image";
    }

    /** What was given, and the model's defaults for what was not. */
    private Map<String, String> conditions() {
        Map<String, String> conditions = new TreeMap<>();
        bundle.composition().conditions().forEach(spec -> spec.byDefault()
                .ifPresent(value -> conditions.put(spec.name(), value)));
        conditions.putAll(request().inputs().conditions());
        return conditions;
    }

    private Sampling sampling(EffectiveSettings settings) {
        return new Sampling(
                settings.scheduler(),
                settings.schedulerConfig(),
                settings.numInferenceSteps(),
                settings.guidanceScale(),
                settings.guidanceRescale(),
                settings.guidanceStart(),
                settings.guidanceStop(),
                settings.eta(),
                checked.pictures().source().map(Source::strength),
                settings.prior().map(prior -> new Prior(prior.numInferenceSteps(), prior.guidanceScale())));
    }
}
