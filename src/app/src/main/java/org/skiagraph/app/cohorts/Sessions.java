package org.skiagraph.app.cohorts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiagraph.app.studies.RememberedBundles;
import org.skiagraph.app.studies.StudyParts;
import org.skiagraph.app.studies.StudySession;
import org.skiagraph.dicom.segmentation.Mask;
import org.skiagraph.domain.Rejected;

/** One open model at a time: rows that share it are made behind each other, whatever lies between them in the cohort. */
final class Sessions implements AutoCloseable {
    private final StudySession session;

    Sessions(StudyParts parts) {
        this.session = new StudySession(parts.with(new RememberedBundles(parts.bundles())));
    }

    /** A row that is ready to be made. */
    StudySession.Prepared prepare(PlannedRow row) {
        return session.prepare(row.request());
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
        return session.isOpenFor(group.get(0).request());
    }

    /** Everything that can be wrong with a row before there are pixels. */
    void check(PlannedRow row) {
        StudySession.Prepared prepared = prepare(row);
        prepared.check(row.submission());
        if (row.hasLesion()) {
            Mask mask = prepared.mask().map(Mask::of).orElseThrow();
            if (mask.pixels().isEmpty()) {
                throw new Rejected("mask", "nothing in it is white", "Paint what is to be made anew white");
            }
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
