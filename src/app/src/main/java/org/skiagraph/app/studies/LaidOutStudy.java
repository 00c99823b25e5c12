package org.skiagraph.app.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.PlannedImage;
import org.skiagraph.dicom.dataset.StudyPlan.Series;
import org.skiagraph.domain.GenerationRecord;

/**
 * A study with all its identity, down to the last image, decided before there is a pixel.
 *
 * @param uids one entry for each of the layout's series
 */
record LaidOutStudy(StudyDraft draft, Layout layout, List<SeriesUids> uids) {

    /** @param instances one per image, in order */
    record SeriesUids(String series, String frameOfReference, List<String> instances) {}

    static LaidOutStudy of(StudyDraft draft, Layout layout) {
        List<SeriesUids> uids = IntStream.rangeClosed(1, layout.series())
                .mapToObj(number -> uids(draft.identity(), "series/" + number, layout.imagesPerSeries()))
                .toList();
        return new LaidOutStudy(draft, layout, uids);
    }

    private static SeriesUids uids(StudyIdentity identity, String series, int images) {
        return new SeriesUids(
                identity.uid(series),
                identity.uid(series + "/frame-of-reference"),
                IntStream.rangeClosed(1, images)
                        .mapToObj(number -> identity.uid(series + "/instance/" + number))
                        .toList());
    }

    /** @param records the record of the picture or volume with an index */
    StudyPlan plan(IntFunction<GenerationRecord> records) {
        List<Series> planned = new ArrayList<>();
        for (int s = 0; s < uids.size(); s++) {
            planned.add(new Series(
                    uids.get(s).series(),
                    uids.get(s).frameOfReference(),
                    s + 1,
                    layout.volume().isPresent(),
                    images(s, records)));
        }
        return new StudyPlan(draft.template(), draft.patient(), draft.study(), planned, draft.pixels(), draft.order());
    }

    private List<PlannedImage> images(int series, IntFunction<GenerationRecord> records) {
        List<String> instances = uids.get(series).instances();
        List<PlannedImage> images = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            images.add(new PlannedImage(
                    instances.get(i), i + 1, layout.geometry(i), records.apply(layout.index(series, i))));
        }
        return images;
    }
}
