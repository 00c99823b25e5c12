package org.skiagraph.app.cohorts;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.app.files.Digests;
import org.skiagraph.app.studies.Inputs.Box;
import org.skiagraph.app.studies.Inputs.Edit;

/**
 * A picture with a lesion and the same without it: a cohort of two rows. Both are repainted inside the mask, with the same
 * noise and the same steps, and differ in their prompt alone; so whatever differs between them outside the lesion, or
 * because a picture went through the model's codec, differs in neither.
 *
 * @param finding what the lesion is called
 * @param with prompt of the picture that has it
 * @param without prompt of the picture that has not; "" is the unconditional one
 * @param place where the picture lies, for the digest that a run is bound to; what is in it is in another one
 */
public record LesionPair(Edit edit, String finding, String with, String without, String place) {
    private static final String NONE = "none";
    private static final String FETCHED = "fetched";

    public LesionPair(Edit edit, String finding, String with, String without) {
        this(edit, finding, with, without, image(edit));
    }

    /** Of a picture that lies somewhere else each time. */
    public static LesionPair ofFetched(Edit edit, String finding, String with, String without) {
        return new LesionPair(edit, finding, with, without, FETCHED);
    }

    /** The pair as a cohort. Labels: pair (with, without) and finding. */
    public CohortDefinition definition() {
        List<String> columns = List.copyOf(values("with", finding, with, 0).keySet());
        CohortDefinition counted = ListedCohort.of(Path.of(""), digest(), columns, rows(0));
        return new CohortDefinition(
                counted.base(), counted.digest(), Optional.empty(), columns, this::rows, counted.asked());
    }

    private List<Row> rows(long seed) {
        return List.of(
                new Row(1, values("with", finding, with, seed)), new Row(2, values("without", NONE, without, seed)));
    }

    private Map<String, String> values(String side, String shown, String prompt, long seed) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("pair", side);
        values.put(Columns.FINDING, shown);
        values.put("prompt", prompt);
        values.put("seed", Long.toString(seed));
        values.put("image", image(edit));
        values.put("mask", edit.mask().map(LesionPair::absolute).orElse(""));
        values.put("box", edit.box().map(LesionPair::text).orElse(""));
        values.put("strength", edit.strength().map(String::valueOf).orElse(""));
        return values;
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private static String text(Box box) {
        return box.x() + "," + box.y() + "," + box.width() + "," + box.height();
    }

    private static String image(Edit edit) {
        return edit.image().map(LesionPair::absolute).orElse("");
    }

    private String digest() {
        Map<String, String> values = values("with", finding, with + "\n" + without, 0);
        values.put("image", place);
        return Digests.hex(values.toString());
    }
}
