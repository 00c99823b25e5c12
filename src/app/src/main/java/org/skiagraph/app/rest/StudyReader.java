package org.skiagraph.app.rest;

import static org.skiagraph.app.rest.StudyFields.*;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.documents.JsonValues;
import org.skiagraph.app.outbox.Routes;
import org.skiagraph.app.studies.Choices;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyRequest.Guidance;
import org.skiagraph.app.studies.StudyRequest.Labels;
import org.skiagraph.app.studies.StudyRequest.Picture;
import org.skiagraph.app.studies.StudyRequest.Prompt;
import org.skiagraph.app.studies.StudyRequest.Sampling;
import org.skiagraph.app.studies.StudyRequest.Storage;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.graph.RuntimeSettings;

/**
 * Reads a request for a study. What a client may not choose, the settings say: on what it runs, and where it is written.
 *
 * @param names what a client may name
 * @param uploads takes the pictures
 */
record StudyReader(Settings settings, KnownNames names, Uploads uploads) {

    /** @throws Refusal if a name is unknown or a value of another type; what values mean is checked later */
    StudyRequest read(Fields body) {
        return new StudyRequest(
                prompt(body),
                body.text(MODEL.json()).map(names::model).orElseGet(settings::model),
                body.text(TEMPLATE.json()).map(names::template).or(settings::template),
                sampling(body),
                picture(body),
                new InputsReader(names, uploads).read(body),
                new Labels(
                        body.text(PATIENT_NAME.json()),
                        body.text(PATIENT_ID.json()),
                        body.text(STUDY_DESCRIPTION.json())),
                storage(body),
                new RuntimeSettings(settings.provider(), settings.threads(), 0),
                settings.out());
    }

    /** Where its images go, and whether they wait for a person's word. */
    static Routes routes(Fields body) {
        return new Routes(body.words(TO.json()), body.is(ROUTE.json()), body.words(TAG.json()), body.is(REVIEW.json()));
    }

    private static Prompt prompt(Fields body) {
        return new Prompt(
                body.text(PROMPT.json()),
                body.text(NEGATIVE_PROMPT.json()),
                body.text(LONG_PROMPT.json())
                        .map(word -> Choices.named(LONG_PROMPT.json(), word, LongPrompt.values(), Enum::name))
                        .orElse(LongPrompt.CHUNK),
                body.text(PROMPT_WEIGHTS.json())
                        .map(word ->
                                Choices.named(PROMPT_WEIGHTS.json(), word, WeightSyntax.values(), WeightSyntax::word))
                        .orElse(WeightSyntax.EXPLICIT));
    }

    private static Sampling sampling(Fields body) {
        Map<String, Object> config = new LinkedHashMap<>();
        body.values(SCHEDULER_CONFIG.json()).forEach((key, value) -> config.put(key, JsonValues.plain(value)));
        return new Sampling(
                body.whole(NUM_INFERENCE_STEPS.json()),
                new Guidance(
                        body.number(GUIDANCE_SCALE.json()),
                        body.number(GUIDANCE_RESCALE.json()),
                        body.number(GUIDANCE_START.json()).orElse(0.0),
                        body.number(GUIDANCE_STOP.json()).orElse(1.0)),
                body.text(SCHEDULER.json()),
                config,
                body.number(ETA.json()),
                new PriorChoice(body.whole(PRIOR_STEPS.json()), body.number(PRIOR_SCALE.json())),
                body.large(SEED.json()));
    }

    private static Picture picture(Fields body) {
        return new Picture(
                body.whole(WIDTH.json()),
                body.whole(HEIGHT.json()),
                body.whole(DEPTH.json()),
                body.is(MIRROR.json()),
                body.text(ASPECT.json()),
                body.whole(COUNT.json()).orElse(1),
                body.whole(BATCH.json()).orElse(0));
    }

    private Storage storage(Fields body) {
        Optional<TransferSyntax> syntax = body.text(TRANSFER_SYNTAX.json())
                .map(word -> Choices.named(
                        TRANSFER_SYNTAX.json(), word, TransferSyntax.values(), TransferSyntax::shortName));
        return new Storage(
                new PixelSettings(
                        body.whole(BITS_STORED.json()).orElseGet(settings::bitsStored),
                        syntax.orElseGet(settings::transferSyntax),
                        body.is(BURN_IN.json())),
                body.whole(PREVIEW_BITS.json()).orElseGet(settings::previewBits));
    }
}
