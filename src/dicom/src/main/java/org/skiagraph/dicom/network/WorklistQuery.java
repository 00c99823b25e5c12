package org.skiagraph.dicom.network;

import java.util.List;
import java.util.Optional;
import org.skiagraph.dicom.dataset.internal.OrderRules;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.domain.Rejected;

/**
 * Which entries of a worklist are meant (PS3.4 K.4.1.1.2); all of what is given has to match, exactly.
 *
 * @param accessionNumber SH
 * @param stepId Scheduled Procedure Step ID, SH
 * @param modality CS
 * @param station Scheduled Station AE Title, AE
 * @param date of the scheduled start: YYYYMMDD, or two of them with a hyphen between
 */
public record WorklistQuery(
        Optional<String> accessionNumber,
        Optional<String> stepId,
        Optional<String> modality,
        Optional<String> station,
        Optional<String> date) {
    private static final String DATE_FORM = "\\d{8}(-\\d{8})?";

    /** @throws Rejected naming the option that holds no such value */
    public WorklistQuery {
        accessionNumber.ifPresent(value -> check("accession", Tags.ACCESSION_NUMBER, value));
        stepId.ifPresent(value -> check("step", Tags.SCHEDULED_PROCEDURE_STEP_ID, value));
        modality.ifPresent(value -> check("modality", Tags.MODALITY, value));
        station.ifPresent(value -> check("station", Tags.SCHEDULED_STATION_AE_TITLE, value));
        date.ifPresent(WorklistQuery::checkDate);
    }

    /** Whether an entry is one of these; a provider may know fewer keys than it is asked with. */
    public boolean matches(WorklistEntry entry) {
        return accessionNumber
                        .filter(value -> !value.equals(entry.order().accessionNumber()))
                        .isEmpty()
                && stepId.filter(value -> !value.equals(entry.order().step().id()))
                        .isEmpty()
                && modality.filter(value -> !value.equals(entry.order().modality()))
                        .isEmpty()
                && station.filter(value -> !entry.stations().contains(value)).isEmpty()
                && date.filter(value -> !isWithin(value, entry.startDate())).isEmpty();
    }

    private static boolean isWithin(String range, String date) {
        List<String> ends = List.of(range.split("-"));
        return ends.get(0).compareTo(date) <= 0 && date.compareTo(ends.get(ends.size() - 1)) <= 0;
    }

    private static void check(String option, String tag, String value) {
        try {
            OrderRules.required(tag, value);
        } catch (Rejected e) {
            throw new Rejected(option, e.what(), "Give the value as the worklist has it", e);
        }
        if (value.contains("*") || value.contains("?")) {
            throw new Rejected(
                    option, "it holds * or ?, which would match more than one value", "Give the whole value");
        }
    }

    private static void checkDate(String value) {
        if (!value.matches(DATE_FORM)) {
            throw new Rejected("date", "it is no date", "Write 20261126, or 20261101-20261130");
        }
        for (String end : value.split("-")) {
            check("date", Tags.SCHEDULED_PROCEDURE_STEP_START_DATE, end);
        }
    }
}
