package org.skiagraph.dicom.internal;

/** Tags that the code itself speaks of (PS3.6), in the DICOM JSON Model's spelling. */
public final class Tags {
    public static final String SPECIFIC_CHARACTER_SET = "00080005";
    public static final String IMAGE_TYPE = "00080008";
    public static final String SOP_CLASS_UID = "00080016";
    public static final String SOP_INSTANCE_UID = "00080018";
    public static final String SYNTHETIC_DATA = "0008001C";
    public static final String ACCESSION_NUMBER = "00080050";
    public static final String MODALITY = "00080060";
    public static final String CONVERSION_TYPE = "00080064";
    public static final String MANUFACTURER = "00080070";
    public static final String REFERRING_PHYSICIAN_NAME = "00080090";
    public static final String CODE_VALUE = "00080100";
    public static final String CODING_SCHEME_DESIGNATOR = "00080102";
    public static final String CODING_SCHEME_VERSION = "00080103";
    public static final String CODE_MEANING = "00080104";
    public static final String STUDY_DESCRIPTION = "00081030";
    public static final String PROCEDURE_CODE_SEQUENCE = "00081032";
    public static final String SERIES_DESCRIPTION = "0008103E";
    public static final String MANUFACTURER_MODEL_NAME = "00081090";
    public static final String DERIVATION_DESCRIPTION = "00082111";
    public static final String PATIENT_NAME = "00100010";
    public static final String PATIENT_ID = "00100020";
    public static final String ISSUER_OF_PATIENT_ID = "00100021";
    public static final String PATIENT_BIRTH_DATE = "00100030";
    public static final String PATIENT_SEX = "00100040";
    public static final String IMAGER_PIXEL_SPACING = "00181164";
    public static final String SOFTWARE_VERSIONS = "00181020";
    public static final String CONTRIBUTING_EQUIPMENT_SEQUENCE = "0018A001";
    public static final String CONTRIBUTION_DESCRIPTION = "0018A003";
    public static final String CONTENT_QUALIFICATION = "00189004";
    public static final String STUDY_INSTANCE_UID = "0020000D";
    public static final String SERIES_INSTANCE_UID = "0020000E";
    public static final String INSTANCE_NUMBER = "00200013";
    public static final String IMAGE_ORIENTATION_PATIENT = "00200037";
    public static final String IMAGE_COMMENTS = "00204000";
    public static final String SAMPLES_PER_PIXEL = "00280002";
    public static final String PHOTOMETRIC_INTERPRETATION = "00280004";
    public static final String PLANAR_CONFIGURATION = "00280006";
    public static final String ROWS = "00280010";
    public static final String COLUMNS = "00280011";
    public static final String PIXEL_SPACING = "00280030";
    public static final String BITS_ALLOCATED = "00280100";
    public static final String BITS_STORED = "00280101";
    public static final String HIGH_BIT = "00280102";
    public static final String PIXEL_REPRESENTATION = "00280103";
    public static final String BURNED_IN_ANNOTATION = "00280301";
    public static final String PIXEL_INTENSITY_RELATIONSHIP = "00281040";
    public static final String PIXEL_INTENSITY_RELATIONSHIP_SIGN = "00281041";
    public static final String WINDOW_CENTER = "00281050";
    public static final String WINDOW_WIDTH = "00281051";
    public static final String RESCALE_INTERCEPT = "00281052";
    public static final String RESCALE_SLOPE = "00281053";
    public static final String RESCALE_TYPE = "00281054";
    public static final String LOSSY_IMAGE_COMPRESSION = "00282110";
    public static final String REQUESTED_PROCEDURE_DESCRIPTION = "00321060";
    public static final String REQUESTED_PROCEDURE_CODE_SEQUENCE = "00321064";
    public static final String SCHEDULED_STATION_AE_TITLE = "00400001";
    public static final String SCHEDULED_PROCEDURE_STEP_START_DATE = "00400002";
    public static final String SCHEDULED_PROCEDURE_STEP_START_TIME = "00400003";
    public static final String SCHEDULED_PROCEDURE_STEP_DESCRIPTION = "00400007";
    public static final String SCHEDULED_PROTOCOL_CODE_SEQUENCE = "00400008";
    public static final String SCHEDULED_PROCEDURE_STEP_ID = "00400009";
    public static final String SCHEDULED_PROCEDURE_STEP_SEQUENCE = "00400100";
    public static final String REQUEST_ATTRIBUTES_SEQUENCE = "00400275";
    public static final String REQUESTED_PROCEDURE_ID = "00401001";
    public static final String PURPOSE_OF_REFERENCE_CODE_SEQUENCE = "0040A170";
    public static final String PRESENTATION_LUT_SHAPE = "20500020";
    /** Our private block: creator, record, form of the record. The group spells "SG". */
    public static final String PRIVATE_CREATOR = "53470010";

    public static final String PRIVATE_RECORD = "53471001";
    public static final String PRIVATE_RECORD_FORM = "53471002";
    public static final String PRIVATE_SIGNATURE_KEY = "53471003";
    public static final String PRIVATE_SIGNATURE = "53471004";

    public static final String NUMBER_OF_FRAMES = "00280008";

    /** SOP classes, not tags: what we write besides images (PS3.4 B.5). */
    public static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";

    public static final String KEY_OBJECT_SELECTION = "1.2.840.10008.5.1.4.1.1.88.59";

    private Tags() {}
}
