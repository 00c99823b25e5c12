package org.skiagraph.dicom.network.internal;

import java.util.Optional;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.ElementDictionary;
import org.skiagraph.dicom.network.WorklistQuery;

/** What a worklist is asked with, and what is wanted back (PS3.4 Table K.6-1): nothing that does not go into a study. */
final class WorklistIdentifier {
    private static final int[] WANTED = {
        Tag.AccessionNumber,
        Tag.ReferringPhysicianName,
        Tag.PatientName,
        Tag.PatientID,
        Tag.IssuerOfPatientID,
        Tag.PatientBirthDate,
        Tag.PatientSex,
        Tag.StudyInstanceUID,
        Tag.RequestedProcedureDescription,
        Tag.RequestedProcedureID
    };
    private static final int[] WANTED_OF_STEP = {
        Tag.Modality,
        Tag.ScheduledStationAETitle,
        Tag.ScheduledProcedureStepStartDate,
        Tag.ScheduledProcedureStepStartTime,
        Tag.ScheduledProcedureStepDescription,
        Tag.ScheduledProcedureStepID
    };
    private static final int[] CODE = {
        Tag.CodeValue, Tag.CodingSchemeDesignator, Tag.CodingSchemeVersion, Tag.CodeMeaning
    };

    private WorklistIdentifier() {}

    static Attributes of(WorklistQuery query) {
        Attributes keys = new Attributes();
        // What we ask with is ASCII, or in UTF-8.
        keys.setSpecificCharacterSet("ISO_IR 192");
        wanted(keys, WANTED);
        key(keys, Tag.AccessionNumber, query.accessionNumber());
        wanted(item(keys, Tag.RequestedProcedureCodeSequence), CODE);
        Attributes step = item(keys, Tag.ScheduledProcedureStepSequence);
        wanted(step, WANTED_OF_STEP);
        wanted(item(step, Tag.ScheduledProtocolCodeSequence), CODE);
        key(step, Tag.Modality, query.modality());
        key(step, Tag.ScheduledStationAETitle, query.station());
        key(step, Tag.ScheduledProcedureStepStartDate, query.date());
        key(step, Tag.ScheduledProcedureStepID, query.stepId());
        return keys;
    }

    private static void wanted(Attributes keys, int[] tags) {
        for (int tag : tags) {
            keys.setNull(tag, ElementDictionary.vrOf(tag, null));
        }
    }

    private static void key(Attributes keys, int tag, Optional<String> value) {
        value.ifPresent(text -> keys.setString(tag, ElementDictionary.vrOf(tag, null), text));
    }

    private static Attributes item(Attributes keys, int tag) {
        Attributes item = new Attributes();
        keys.newSequence(tag, 1).add(item);
        return item;
    }
}
