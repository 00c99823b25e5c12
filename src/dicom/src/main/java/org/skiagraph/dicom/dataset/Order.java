package org.skiagraph.dicom.dataset;

import java.util.Optional;
import org.skiagraph.dicom.dataset.StudyPlan.Patient;
import org.skiagraph.dicom.dataset.internal.OrderRules;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.domain.Rejected;

/**
 * What a study answers: an entry of a synthetic modality worklist, as far as it goes into the study (PS3.4 Table K.6-1). What
 * is not known is "". Every value is one of its VR, so that nothing else of a worklist can get any further.
 *
 * @param studyInstanceUid UI
 * @param accessionNumber SH or ""
 * @param referringPhysician PN or ""
 * @param modality CS
 */
public record Order(
        Person patient,
        String studyInstanceUid,
        String accessionNumber,
        String referringPhysician,
        String modality,
        Procedure procedure,
        Step step) {

    /** @throws Rejected naming the attribute, and never its value */
    public Order {
        OrderRules.required(Tags.STUDY_INSTANCE_UID, studyInstanceUid);
        OrderRules.check(Tags.ACCESSION_NUMBER, accessionNumber);
        OrderRules.check(Tags.REFERRING_PHYSICIAN_NAME, referringPhysician);
        OrderRules.required(Tags.MODALITY, modality);
    }

    /**
     * As the worklist has it.
     *
     * @param name PN with its groups, of which the first is there
     * @param id LO
     * @param issuer LO or ""
     * @param birthDate DA or ""
     * @param sex M, F, O or ""
     */
    public record Person(String name, String id, String issuer, String birthDate, String sex) {
        /** @throws Rejected too where name or ID have no room for the word that marks them */
        public Person {
            OrderRules.required(Tags.PATIENT_NAME, name);
            OrderRules.required(Tags.PATIENT_ID, id);
            OrderRules.check(Tags.ISSUER_OF_PATIENT_ID, issuer);
            OrderRules.check(Tags.PATIENT_BIRTH_DATE, birthDate);
            OrderRules.sex(sex);
            OrderRules.alphabetic(name);
            OrderRules.room(Tags.PATIENT_NAME, VisiblySynthetic.name(name));
            OrderRules.room(Tags.PATIENT_ID, VisiblySynthetic.id(id));
        }

        /** With the word before name and ID, where they do not begin with it. */
        public Patient marked() {
            return new Patient(VisiblySynthetic.name(name), VisiblySynthetic.id(id), birthDate, sex, "");
        }
    }

    /**
     * The requested procedure.
     *
     * @param id SH or ""
     * @param description LO or ""
     */
    public record Procedure(String id, String description, Optional<Code> code) {
        public Procedure {
            OrderRules.check(Tags.REQUESTED_PROCEDURE_ID, id);
            OrderRules.check(Tags.REQUESTED_PROCEDURE_DESCRIPTION, description);
        }
    }

    /**
     * The scheduled procedure step.
     *
     * @param id SH
     * @param description LO or ""
     * @param protocol the first of its protocol codes
     */
    public record Step(String id, String description, Optional<Code> protocol) {
        public Step {
            OrderRules.required(Tags.SCHEDULED_PROCEDURE_STEP_ID, id);
            OrderRules.check(Tags.SCHEDULED_PROCEDURE_STEP_DESCRIPTION, description);
        }
    }

    /**
     * A code (PS3.3 8.8).
     *
     * @param value SH
     * @param scheme SH
     * @param version SH or ""
     * @param meaning LO
     */
    public record Code(String value, String scheme, String version, String meaning) {
        public Code {
            OrderRules.required(Tags.CODE_VALUE, value);
            OrderRules.required(Tags.CODING_SCHEME_DESIGNATOR, scheme);
            OrderRules.check(Tags.CODING_SCHEME_VERSION, version);
            OrderRules.required(Tags.CODE_MEANING, meaning);
        }
    }
}
