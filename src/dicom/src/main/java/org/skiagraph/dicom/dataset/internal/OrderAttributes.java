package org.skiagraph.dicom.dataset.internal;

import java.util.Optional;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.dicom.dataset.Order.Code;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;

/** Writes down which order a study answers (PS3.3 Table 10-9, PS3.4 K.6.1.2.2), whatever the template says there. */
final class OrderAttributes {
    private OrderAttributes() {}

    static void apply(DicomJson dataset, Order order) {
        text(dataset, Tags.ACCESSION_NUMBER, "SH", order.accessionNumber());
        text(dataset, Tags.REFERRING_PHYSICIAN_NAME, "PN", order.referringPhysician());
        text(dataset, Tags.PATIENT_BIRTH_DATE, "DA", order.patient().birthDate());
        text(dataset, Tags.PATIENT_SEX, "CS", order.patient().sex());
        code(dataset, Tags.PROCEDURE_CODE_SEQUENCE, order.procedure().code());
        dataset.items(Tags.REQUEST_ATTRIBUTES_SEQUENCE, request(order));
    }

    /** Of type 2: there, if only empty. */
    private static void text(DicomJson dataset, String tag, String vr, String value) {
        if (value.isEmpty()) {
            dataset.texts(tag, vr);
        } else {
            dataset.texts(tag, vr, value);
        }
    }

    private static DicomJson request(Order order) {
        DicomJson item = DicomJson.empty();
        known(item, Tags.ACCESSION_NUMBER, "SH", order.accessionNumber());
        item.texts(Tags.STUDY_INSTANCE_UID, "UI", order.studyInstanceUid());
        known(item, Tags.REQUESTED_PROCEDURE_ID, "SH", order.procedure().id());
        known(
                item,
                Tags.REQUESTED_PROCEDURE_DESCRIPTION,
                "LO",
                order.procedure().description());
        code(item, Tags.REQUESTED_PROCEDURE_CODE_SEQUENCE, order.procedure().code());
        item.texts(Tags.SCHEDULED_PROCEDURE_STEP_ID, "SH", order.step().id());
        known(
                item,
                Tags.SCHEDULED_PROCEDURE_STEP_DESCRIPTION,
                "LO",
                order.step().description());
        code(item, Tags.SCHEDULED_PROTOCOL_CODE_SEQUENCE, order.step().protocol());
        return item;
    }

    private static void known(DicomJson item, String tag, String vr, String value) {
        if (!value.isEmpty()) {
            item.texts(tag, vr, value);
        }
    }

    private static void code(DicomJson item, String tag, Optional<Code> given) {
        given.ifPresent(code -> {
            DicomJson coded = DicomJson.empty()
                    .texts(Tags.CODE_VALUE, "SH", code.value())
                    .texts(Tags.CODING_SCHEME_DESIGNATOR, "SH", code.scheme());
            known(coded, Tags.CODING_SCHEME_VERSION, "SH", code.version());
            item.items(tag, coded.texts(Tags.CODE_MEANING, "LO", code.meaning()));
        });
    }
}
