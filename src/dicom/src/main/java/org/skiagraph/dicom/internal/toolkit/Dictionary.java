package org.skiagraph.dicom.internal.toolkit;

import java.util.Optional;
import org.aoju.bus.image.galaxy.data.ElementDictionary;
import org.aoju.bus.image.galaxy.data.VR;
import org.skiagraph.dicom.internal.Tags;

/** The data dictionary (PS3.6), with what is newer than the toolkit. */
public final class Dictionary {
    private Dictionary() {}

    /** The value representations that a standard tag may have, "OB or OW" as "OW"; empty for an unknown tag. */
    public static Optional<String> vrOf(String tag) {
        if (tag.equals(Tags.SYNTHETIC_DATA)) {
            return Optional.of("CS");
        }
        VR vr = ElementDictionary.vrOf(Integer.parseUnsignedInt(tag, 16), null);
        return vr == null || vr == VR.UN ? Optional.empty() : Optional.of(vr.name());
    }

    /** "PatientName"; "" for an unknown tag. */
    public static String keywordOf(String tag) {
        if (tag.equals(Tags.SYNTHETIC_DATA)) {
            return "SyntheticData";
        }
        String keyword = ElementDictionary.keywordOf(Integer.parseUnsignedInt(tag, 16), null);
        return keyword == null ? "" : keyword;
    }
}
