package org.skiagraph.dicom.dataset.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.PlannedImage;
import org.skiagraph.dicom.dataset.StudyPlan.Series;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.template.internal.Placeholders;
import org.skiagraph.domain.Rejected;

/** Files are named after numbers, and a PACS tells series and images apart by their UIDs. */
final class SeriesChecks {
    private SeriesChecks() {}

    static void check(StudyPlan plan) {
        Set<String> uids = new HashSet<>();
        Set<Integer> numbers = new HashSet<>();
        for (Series series : plan.series()) {
            PlanChecks.uid("frameOfReferenceUid", series.frameOfReferenceUid());
            own("seriesInstanceUid", series.seriesInstanceUid(), uids);
            numbered("seriesNumber", series.number(), numbers);
            images(series, uids);
            if (series.volume()) {
                volume(plan);
            }
        }
    }

    private static void images(Series series, Set<String> uids) {
        Set<Integer> numbers = new HashSet<>();
        for (PlannedImage image : series.images()) {
            own("sopInstanceUid", image.sopInstanceUid(), uids);
            numbered("instanceNumber", image.instanceNumber(), numbers);
            if (image.geometry().filter(geometry -> !geometry.isSane()).isPresent()) {
                throw new Rejected(
                        "pixelSpacing", "it is not a length, or the image lies far away", "Give millimetres above 0");
            }
        }
    }

    private static void own(String field, String uid, Set<String> seen) {
        PlanChecks.uid(field, uid);
        if (!seen.add(uid)) {
            throw new Rejected(field, "two have the same one", "Give each its own");
        }
    }

    private static void numbered(String field, int number, Set<Integer> seen) {
        if (!seen.add(number) || number < 0) {
            throw new Rejected(field, number + " is negative, or two have it", "Number them 1, 2, ...");
        }
    }

    /** A template may say itself how a slice lies, but not otherwise than the volume does. */
    private static void volume(StudyPlan plan) {
        if (!plan.template().slices()) {
            throw new Rejected(
                    "template",
                    plan.template().name() + " is for single pictures, and this is a volume",
                    "Use one for CT or MR, such as ct-slice or mr-slice");
        }
        List<String> orientation = new DicomJson(PlanChecks.templateOf(plan)).texts(Tags.IMAGE_ORIENTATION_PATIENT);
        boolean leftOpen = orientation.stream().anyMatch(Placeholders::isOne);
        if (!leftOpen && !numbers(orientation).equals(numbers(List.of(Filling.AXIAL)))) {
            throw new Rejected(
                    "template " + DicomJson.readable(Tags.IMAGE_ORIENTATION_PATIENT),
                    "it is not that of a volume's slices, which are axial",
                    "Write ${instance.orientation}");
        }
    }

    private static List<Double> numbers(List<String> texts) {
        return texts.stream().map(Double::valueOf).toList();
    }
}
