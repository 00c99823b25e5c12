package org.skiagraph.dicom.network.internal;

import java.util.List;
import java.util.Optional;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.dicom.dataset.Order.Code;
import org.skiagraph.dicom.dataset.Order.Person;
import org.skiagraph.dicom.dataset.Order.Procedure;
import org.skiagraph.dicom.dataset.Order.Step;
import org.skiagraph.dicom.dataset.internal.OrderRules;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.network.WorklistEntry;
import org.skiagraph.dicom.network.WorklistQuery;
import org.skiagraph.domain.Rejected;

/** One answer of a worklist: whatever may be in it, either a checked entry comes out or a reason. */
final class WorklistAnswer {
    private static final int MOST_STATIONS = 16;

    private final Attributes dataset;

    WorklistAnswer(Attributes dataset) {
        this.dataset = dataset;
    }

    /** Whether it is one that is asked for, as far as one can see: an entry that is not as it should be counts too. */
    boolean mayMatch(WorklistQuery query) {
        return query.accessionNumber()
                        .filter(value -> !isLike(dataset, Tag.AccessionNumber, value))
                        .isEmpty()
                && query.stepId().filter(value -> !isStepLike(value)).isEmpty();
    }

    private static boolean isLike(Attributes attributes, int tag, String value) {
        try {
            return value.equals(attributes.getString(tag));
        } catch (RuntimeException e) {
            // No text at all.
            return false;
        }
    }

    private boolean isStepLike(String id) {
        return dataset.getValue(Tag.ScheduledProcedureStepSequence) instanceof Sequence steps
                && steps.stream().anyMatch(step -> isLike(step, Tag.ScheduledProcedureStepID, id));
    }

    /** @throws Rejected naming an attribute that is not as it should be */
    WorklistEntry entry() {
        try {
            return read();
        } catch (Rejected e) {
            throw e;
        } catch (RuntimeException e) {
            // The toolkit's, where a value is of another type than its attribute's.
            throw new Rejected("worklist", "the entry cannot be read", "Correct the entry in the worklist", e);
        }
    }

    private WorklistEntry read() {
        Attributes step = step();
        String date = text(step, Tag.ScheduledProcedureStepStartDate);
        String time = text(step, Tag.ScheduledProcedureStepStartTime);
        OrderRules.check(Tags.SCHEDULED_PROCEDURE_STEP_START_DATE, date);
        OrderRules.check(Tags.SCHEDULED_PROCEDURE_STEP_START_TIME, time);
        return new WorklistEntry(order(step), stations(step), date, time);
    }

    private Order order(Attributes step) {
        return new Order(
                new Person(
                        text(dataset, Tag.PatientName),
                        text(dataset, Tag.PatientID),
                        text(dataset, Tag.IssuerOfPatientID),
                        text(dataset, Tag.PatientBirthDate),
                        text(dataset, Tag.PatientSex)),
                text(dataset, Tag.StudyInstanceUID),
                text(dataset, Tag.AccessionNumber),
                text(dataset, Tag.ReferringPhysicianName),
                text(step, Tag.Modality),
                new Procedure(
                        text(dataset, Tag.RequestedProcedureID),
                        text(dataset, Tag.RequestedProcedureDescription),
                        code(dataset, Tag.RequestedProcedureCodeSequence)),
                new Step(
                        text(step, Tag.ScheduledProcedureStepID),
                        text(step, Tag.ScheduledProcedureStepDescription),
                        code(step, Tag.ScheduledProtocolCodeSequence)));
    }

    /** An answer is about one step (PS3.4 K.6.1.2.2). */
    private Attributes step() {
        Sequence steps = dataset.getSequence(Tag.ScheduledProcedureStepSequence);
        if (steps == null || steps.size() != 1) {
            throw OrderRules.fault(Tags.SCHEDULED_PROCEDURE_STEP_SEQUENCE, "does not hold one item");
        }
        return steps.get(0);
    }

    private static List<String> stations(Attributes step) {
        String[] titles = step.getStrings(Tag.ScheduledStationAETitle);
        List<String> stations = titles == null ? List.of() : List.of(titles);
        if (stations.size() > MOST_STATIONS) {
            throw OrderRules.fault(Tags.SCHEDULED_STATION_AE_TITLE, "has too many values");
        }
        stations.forEach(title -> OrderRules.check(Tags.SCHEDULED_STATION_AE_TITLE, title));
        return stations;
    }

    /** The first of them; an item without a value is as good as none. */
    private static Optional<Code> code(Attributes from, int sequence) {
        Sequence codes = from.getSequence(sequence);
        if (codes == null
                || codes.isEmpty()
                || text(codes.get(0), Tag.CodeValue).isEmpty()) {
            return Optional.empty();
        }
        Attributes code = codes.get(0);
        return Optional.of(new Code(
                text(code, Tag.CodeValue),
                text(code, Tag.CodingSchemeDesignator),
                text(code, Tag.CodingSchemeVersion),
                text(code, Tag.CodeMeaning)));
    }

    private static String text(Attributes from, int tag) {
        String[] values = from.getStrings(tag);
        if (values == null || values.length == 0 || values[0] == null) {
            return "";
        }
        if (values.length > 1) {
            throw OrderRules.fault(String.format("%08X", tag), "has several values");
        }
        return values[0].strip();
    }
}
