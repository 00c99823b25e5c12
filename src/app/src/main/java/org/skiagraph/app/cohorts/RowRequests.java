package org.skiagraph.app.cohorts;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.skiagraph.app.studies.Inputs;
import org.skiagraph.app.studies.Inputs.Edit;
import org.skiagraph.app.studies.SeriesSeeds;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyRequest.Guidance;
import org.skiagraph.app.studies.StudyRequest.Labels;
import org.skiagraph.app.studies.StudyRequest.Picture;
import org.skiagraph.app.studies.StudyRequest.Prompt;
import org.skiagraph.app.studies.StudyRequest.Sampling;
import org.skiagraph.diffusion.bundle.Form;
import org.skiagraph.diffusion.bundle.FormField;
import org.skiagraph.domain.Rejected;

/**
 * Says a row as a request for a study. Columns that are options come before those of the command line; where there is no prompt
 * and the model has a form, columns that are named as its fields fill it in.
 *
 * @param common what the rows do not say
 * @param base directory that pictures are named from
 * @param seed of the cohort; a row without a seed of its own gets one of it ({@link SeriesSeeds})
 * @param forms a model's form by the model's name
 */
record RowRequests(StudyRequest common, Path base, long seed, Function<String, Optional<Form>> forms) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([\\p{L}\\p{N}][\\p{L}\\p{N} _.-]*)}");
    private static final Map<String, String> SEXES =
            Map.of("m", "M", "male", "M", "f", "F", "female", "F", "o", "O", "other", "O");

    /** @throws Rejected naming the column */
    StudyRequest of(Row row) {
        Cells cells = new Cells(row);
        String model = cells.text("model").orElse(common.model());
        Prompt prompt = prompt(row);
        return new StudyRequest(
                prompt,
                model,
                cells.text("template").or(common::template),
                sampling(cells, row.number()),
                picture(cells),
                inputs(row, cells, prompt.text().isPresent() ? Optional.empty() : forms.apply(model)),
                labels(row),
                common.storage(),
                common.runtime(),
                common.out());
    }

    private Prompt prompt(Row row) {
        Prompt usual = common.prompt();
        return new Prompt(
                row.value("prompt").or(usual::text).map(text -> filled("prompt", text, row)),
                row.value("negative-prompt").or(usual::negative).map(text -> filled("negative-prompt", text, row)),
                usual.longPrompt(),
                usual.weights());
    }

    /** {@code {column}} becomes what the row says there, and two spaces one. */
    private static String filled(String where, String text, Row row) {
        Matcher places = PLACEHOLDER.matcher(text);
        return places.replaceAll(place -> {
                    String value = row.values().get(place.group(1));
                    if (value == null) {
                        throw new Rejected(
                                where,
                                "there is no column for {" + place.group(1) + "}",
                                "Name one of " + row.values().keySet().stream().collect(Collectors.joining(", ")));
                    }
                    return Matcher.quoteReplacement(value);
                })
                .replaceAll(" {2,}", " ")
                .strip();
    }

    private Sampling sampling(Cells cells, int number) {
        Sampling usual = common.sampling();
        return new Sampling(
                cells.whole("num-inference-steps").or(usual::numInferenceSteps),
                new Guidance(
                        cells.number("guidance-scale").or(usual.guidance()::scale),
                        usual.guidance().rescale(),
                        usual.guidance().start(),
                        usual.guidance().stop()),
                cells.text("scheduler").or(usual::scheduler),
                usual.schedulerConfig(),
                usual.eta(),
                usual.prior(),
                Optional.of(cells.seed().orElseGet(() -> SeriesSeeds.of(seed, number - 1))));
    }

    private Picture picture(Cells cells) {
        Picture usual = common.picture();
        return new Picture(
                cells.whole("width").or(usual::width),
                cells.whole("height").or(usual::height),
                usual.depth(),
                usual.mirrored(),
                usual.aspect(),
                cells.whole("images").orElse(usual.count()),
                usual.batch());
    }

    private Inputs inputs(Row row, Cells cells, Optional<Form> form) {
        Map<String, String> conditions = new LinkedHashMap<>(common.inputs().conditions());
        row.values().forEach((column, value) -> {
            if (column.startsWith(Columns.CONDITION) && !value.isEmpty()) {
                conditions.put(column.substring(Columns.CONDITION.length()), value);
            }
        });
        Map<String, String> filled = new LinkedHashMap<>(common.inputs().form());
        form.ifPresent(fields -> fields.fields().stream().map(FormField::name).forEach(name -> row.value(name)
                .ifPresent(value -> filled.put(name, value))));
        return new Inputs(
                conditions,
                filled,
                edit(cells),
                common.inputs().controls(),
                common.inputs().adapters(),
                common.inputs().sources());
    }

    private Edit edit(Cells cells) {
        Edit edit = new Edit(
                cells.text("image").map(text -> path("image", text)),
                cells.number("strength"),
                cells.text("mask").map(text -> path("mask", text)),
                cells.box());
        boolean lesion = edit.mask().isPresent() || edit.box().isPresent();
        if (lesion && (cells.text("width").isPresent() || cells.text("height").isPresent())) {
            throw new Rejected(
                    cells.text("width").isPresent() ? "width" : "height",
                    "a mask is in its picture's pixels, and these would be others",
                    "Leave it out; the result is as large as the picture");
        }
        return edit;
    }

    private Path path(String column, String text) {
        try {
            return base.resolve(text);
        } catch (InvalidPathException e) {
            throw new Rejected(column, "it is no path", "Name a file, from the cohort file's directory on", e);
        }
    }

    /** Sex and age that DICOM can say; others stay labels beside the study. */
    private Labels labels(Row row) {
        Labels usual = common.labels();
        return new Labels(
                usual.patientName(),
                usual.patientId(),
                row.value("study-description").or(usual::studyDescription),
                row.value("sex").map(text -> SEXES.get(text.toLowerCase(Locale.ROOT))),
                row.value("age")
                        .filter(text -> text.matches("\\d{1,3}"))
                        .map(text -> String.format(Locale.ROOT, "%03dY", Integer.valueOf(text))));
    }
}
