package org.skiagraph.dicom.dataset.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.toolkit.CompressedPixels;
import org.skiagraph.dicom.template.internal.Iod;
import org.skiagraph.dicom.template.internal.ValueRules;
import org.skiagraph.domain.Rejected;

/** What can be wrong with a plan before there are pixels. */
public final class PlanChecks {
    private PlanChecks() {}

    public static void check(StudyPlan plan, Iod iod) {
        value("patientName", "PN", plan.patient().name());
        value("patientId", "LO", plan.patient().id());
        value("patientBirthDate", "DA", plan.patient().birthDate());
        value("patientSex", "CS", plan.patient().sex());
        value("patientAge", "AS", plan.patient().age());
        value("studyId", "SH", plan.study().studyId());
        value("accessionNumber", "SH", plan.study().accessionNumber());
        uid("studyInstanceUid", plan.study().studyInstanceUid());
        SeriesChecks.check(plan);
        if (plan.study().description().matches("(?s).*[\\\\\\p{Cntrl}].*")) {
            throw new Rejected(
                    "studyDescription", "it holds a backslash or a control character", "Write plain text on one line");
        }
        prefixed(plan);
        int bits = plan.pixels().bitsStored();
        if (bits < 8 || bits > 16) {
            throw new Rejected("bitsStored", bits + " bits", "Use 8 to 16");
        }
        if (!plan.template().colour()) {
            grey(bits, plan.pixels().transferSyntax(), iod);
        }
        codec(plan.pixels().transferSyntax());
    }

    static void uid(String field, String value) {
        if (value.isEmpty()) {
            throw new Rejected(field, "there is none", "Give a UID (PS3.5 9.1)");
        }
        value(field, "UI", value);
    }

    private static void value(String field, String vr, String value) {
        ValueRules.fault(vr, value).ifPresent(fault -> {
            throw new Rejected(field, fault, "Write a value that fits (PS3.5 6.2)");
        });
    }

    /** Whoever meets the name or the ID alone must see that there is no such person. */
    private static void prefixed(StudyPlan plan) {
        if (!plan.patient().name().startsWith(SyntheticIdentities.FAMILY_NAME)) {
            throw new Rejected(
                    "patientName",
                    "it does not begin with " + SyntheticIdentities.FAMILY_NAME,
                    "Begin it so: the patient does not exist");
        }
        if (!plan.patient().id().startsWith(SyntheticIdentities.ID_PREFIX)) {
            throw new Rejected(
                    "patientId",
                    "it does not begin with " + SyntheticIdentities.ID_PREFIX,
                    "Begin it so: the patient does not exist");
        }
    }

    private static void grey(int bits, TransferSyntax transferSyntax, Iod iod) {
        if (bits < iod.bits().least()) {
            throw new Rejected(
                    "bitsStored",
                    bits + " bits, but a " + iod.name() + " stores "
                            + iod.bits().least() + " to 16 (PS3.3)",
                    "Use --bits-stored " + iod.bits().least());
        }
        if (bits <= 8 && iod.bits().allocated() == 16 && needsImageIo(transferSyntax)) {
            throw new Rejected(
                    "bitsStored",
                    "a codestream of " + bits + " bits does not fit the 16 allocated in a " + iod.name(),
                    "Use --bits-stored 9 or more, or the transfer syntax explicit, deflate or rle");
        }
    }

    private static boolean needsImageIo(TransferSyntax transferSyntax) {
        return transferSyntax == TransferSyntax.JPEG_LS_LOSSLESS || transferSyntax == TransferSyntax.JPEG_2000_LOSSLESS;
    }

    private static void codec(TransferSyntax transferSyntax) {
        if (needsImageIo(transferSyntax) && CompressedPixels.find().isEmpty()) {
            throw new Rejected(
                    "transferSyntax",
                    transferSyntax.shortName() + " needs ImageIO, which the native executable does not have",
                    "Use explicit, deflate or rle, or run on a JVM (SKIAGRAPH_JVM=1)");
        }
    }

    /** The plan's template as a tree. */
    public static ObjectNode templateOf(StudyPlan plan) {
        try {
            JsonNode root = DicomJson.MAPPER.readTree(plan.template().json());
            return (ObjectNode) (root.isArray() ? root.get(0) : root);
        } catch (JsonProcessingException e) {
            throw new Rejected("template", "it is not JSON", "Check it with `skiagraph templates check`", e);
        }
    }
}
