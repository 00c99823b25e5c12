package org.skiagraph.app.studies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.app.studies.Inputs.Box;
import org.skiagraph.app.studies.Inputs.Control;
import org.skiagraph.app.studies.Inputs.Edit;
import org.skiagraph.app.studies.Reproduction.Given;
import org.skiagraph.app.studies.StudyRequest.Guidance;
import org.skiagraph.app.studies.StudyRequest.Picture;
import org.skiagraph.app.studies.StudyRequest.Prompt;
import org.skiagraph.app.studies.StudyRequest.Sampling;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.Generator.Shared;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.diffusion.sampling.Scheduler;
import org.skiagraph.diffusion.sampling.Schedulers;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.ProviderChoice;
import org.skiagraph.graph.RuntimeSettings;

/**
 * A record read as the request that it came from.
 *
 * @param bundle the model that it names
 */
record RecordedRequest(GenerationRecord record, ModelBundle bundle) {

    Prompt prompt() {
        GenerationRecord.Request request = record.request();
        return new Prompt(
                bundle.readsText() ? Optional.of(request.prompt()) : Optional.empty(),
                bundle.readsText() ? request.negativePrompt() : Optional.empty(),
                LongPrompt.valueOf(request.longPrompt().toUpperCase(Locale.ROOT)),
                Choices.named("promptWeights", request.promptWeights(), WeightSyntax.values(), WeightSyntax::word));
    }

    Picture picture() {
        GenerationRecord.Request request = record.request();
        return new Picture(
                Optional.of(request.width()),
                Optional.of(request.height()),
                request.depth(),
                request.framing().map(GenerationRecord.Framing::mirrored).orElse(false),
                request.framing().flatMap(GenerationRecord.Framing::aspect).map(aspect -> aspect.replace(' ', ':')),
                1,
                0);
    }

    Sampling sampling() {
        GenerationRecord.Sampling sampling = record.sampling();
        Scheduler own = Schedulers.fromConfig(bundle.scheduler());
        boolean isOwn =
                own.className().equals(sampling.scheduler()) && changed(own).isEmpty();
        return new Sampling(
                Optional.of(sampling.numInferenceSteps()),
                new Guidance(
                        Optional.of(sampling.guidanceScale()),
                        Optional.of(sampling.guidanceRescale()),
                        sampling.guidanceStart(),
                        sampling.guidanceStop()),
                isOwn ? Optional.empty() : Optional.of(sampling.scheduler()),
                isOwn ? Map.of() : changed(Schedulers.named(sampling.scheduler(), bundle.scheduler(), Map.of())),
                Optional.of(sampling.eta()),
                sampling.prior()
                        .map(prior -> new PriorChoice(
                                Optional.of(prior.numInferenceSteps()), Optional.of(prior.guidanceScale())))
                        .orElse(PriorChoice.DEFAULT),
                Optional.of(record.request().seed()));
    }

    /** Recorded keys that a scheduler has otherwise. */
    private Map<String, Object> changed(Scheduler scheduler) {
        Map<String, Object> changed = new LinkedHashMap<>();
        record.sampling().schedulerConfig().forEach((key, value) -> {
            if (!isSame(value, scheduler.config().get(key))) {
                changed.put(key, value);
            }
        });
        return changed;
    }

    /** A whole number may have come back from JSON as another type. */
    static boolean isSame(Object one, Object other) {
        if (one instanceof Number first && other instanceof Number second) {
            return first.doubleValue() == second.doubleValue();
        }
        if (one instanceof List<?> first && other instanceof List<?> second) {
            return first.size() == second.size()
                    && Stream.iterate(0, i -> i < first.size(), i -> i + 1)
                            .allMatch(i -> isSame(first.get(i), second.get(i)));
        }
        return java.util.Objects.equals(one, other);
    }

    /**
     * What went in besides words, out of the record and of what was given again.
     *
     * @throws Rejected if the record has the digest of something that was not given
     */
    Inputs inputs(Given given) {
        GenerationRecord.Inputs recorded = record.inputs();
        require("image", recorded.source(), given.image().isPresent());
        if (recorded.box().isEmpty()) {
            require("mask", recorded.mask(), given.mask().isPresent());
        }
        boolean adapted = !given.adapters().loras().isEmpty()
                || !given.adapters().embeddings().isEmpty();
        require(
                "lora",
                recorded.adapters().isEmpty() ? Optional.empty() : Optional.of(String.join(", ", recorded.adapters())),
                adapted);
        return new Inputs(
                record.request().conditions(),
                Map.of(),
                new Edit(
                        given.image(),
                        given.image().isPresent() ? record.sampling().strength() : Optional.empty(),
                        given.mask(),
                        given.mask().isPresent()
                                ? Optional.empty()
                                : recorded.box().map(RecordedRequest::box)),
                controls(given),
                given.adapters(),
                given.sources());
    }

    private List<Control> controls(Given given) {
        List<GenerationRecord.Control> recorded = record.inputs().controls();
        if (given.controls().size() != recorded.size()) {
            throw new Rejected(
                    "control",
                    given.controls().size() + " pictures were given, and the record has " + recorded.size(),
                    "Give each with --control, in the order of 'skiagraph inspect'");
        }
        List<Control> controls = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            controls.add(new Control(
                    recorded.get(i).name(),
                    given.controls().get(i).image(),
                    recorded.get(i).conditioningScale()));
        }
        return controls;
    }

    private static void require(String field, Optional<String> recorded, boolean given) {
        if (recorded.isPresent() && !given) {
            throw new Rejected(
                    field,
                    "none was given, and the record has only its digest, " + recorded.get(),
                    "Give the file again, with --" + field + (field.equals("lora") ? " or --embedding" : ""));
        }
    }

    private static Box box(String text) {
        try {
            int[] sides = Stream.of(text.split(",")).mapToInt(Integer::parseInt).toArray();
            return new Box(sides[0], sides[1], sides[2], sides[3]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new Rejected("box", "that of the record is no rectangle", "The file was changed; fetch it again", e);
        }
    }

    /** On what it ran. */
    static RuntimeSettings runtime(GenerationRecord record) {
        GenerationRecord.Execution execution = record.execution();
        return new RuntimeSettings(
                Choices.named("provider", execution.provider(), ProviderChoice.values(), Enum::name),
                execution.threads(),
                0);
    }

    /** With what it shared its calls. An older record does not say where its batch began: then as in a full one. */
    static Shared shared(GenerationRecord record) {
        int index = record.request().imageIndex();
        int batch = Math.max(1, record.execution().batch());
        return new Shared(index, record.execution().batchFirst().orElse(index - index % batch), batch);
    }
}
