package org.skiagraph.app.cohorts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiagraph.app.studies.ModelSession;
import org.skiagraph.app.studies.StudyParts;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.dicom.segmentation.Mask;
import org.skiagraph.domain.Rejected;

/** One open model at a time: rows that share it are made behind each other, whatever lies between them in the cohort. */
final class Sessions implements AutoCloseable {
    private final StudyParts parts;
    private ModelSession open;

    Sessions(StudyParts parts) {
        this.parts = parts;
    }

    /** The model of a request, open. */
    ModelSession of(StudyRequest request) {
        if (open == null || !open.serves(request)) {
            close();
            open = ModelSession.open(parts, request);
        }
        return open;
    }

    /** The same rows, those of a model together; the model that is open comes first. */
    List<PlannedRow> byModel(List<PlannedRow> rows) {
        Map<String, List<PlannedRow>> models = new LinkedHashMap<>();
        rows.forEach(row -> models.computeIfAbsent(row.request().model(), model -> new ArrayList<>())
                .add(row));
        List<PlannedRow> ordered = new ArrayList<>();
        models.values().stream().filter(this::isOpen).forEach(ordered::addAll);
        models.values().stream().filter(group -> !isOpen(group)).forEach(ordered::addAll);
        return ordered;
    }

    private boolean isOpen(List<PlannedRow> group) {
        return open != null && open.serves(group.get(0).request());
    }

    /** Everything that can be wrong with a row before there are pixels. */
    void check(PlannedRow row) {
        ModelSession session = of(row.request());
        session.check(row.request(), row.submission());
        if (row.hasLesion()) {
            Mask mask = session.mask(row.request()).map(Mask::of).orElseThrow();
            if (mask.pixels().isEmpty()) {
                throw new Rejected("mask", "nothing in it is white", "Paint what is to be made anew white");
            }
        }
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
