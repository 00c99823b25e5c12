package org.skiagraph.dicom.source.internal;

import java.util.Set;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.ImageHeader;

/** Whether a file may be a source at all. */
public final class SourceChecks {
    private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
    /**
     * Image storage classes (PS3.4 B.5), without what stands before them all. Segmentations, dose and parametric maps have
     * pixels as well, but are no pictures.
     */
    private static final Set<String> IMAGES = Set.of(
            "1",
            "1.1",
            "1.1.1",
            "1.2",
            "1.2.1",
            "1.3",
            "1.3.1",
            "2",
            "2.1",
            "2.2",
            "3",
            "3.1",
            "4",
            "4.1",
            "4.3",
            "4.4",
            "5",
            "6",
            "6.1",
            "6.2",
            "7",
            "7.1",
            "7.2",
            "7.3",
            "7.4",
            "12.1",
            "12.1.1",
            "12.2",
            "12.2.1",
            "12.3",
            "13.1.1",
            "13.1.2",
            "13.1.3",
            "13.1.4",
            "13.1.5",
            "14.1",
            "14.2",
            "20",
            "77.1.1",
            "77.1.2",
            "77.1.3",
            "77.1.4",
            "77.1.5.1",
            "77.1.5.2",
            "77.1.5.4",
            "77.1.6",
            "128",
            "128.1",
            "130",
            "481.1");

    private SourceChecks() {}

    /** @throws Unusable if it is no image, or may have something written into its pixels */
    public static void check(ImageHeader header, boolean burnedInAllowed) {
        String sopClass = header.word(Tags.SOP_CLASS_UID);
        if (!sopClass.startsWith(STORAGE) || !IMAGES.contains(sopClass.substring(STORAGE.length()))) {
            throw new Unusable("its SOP class is none of images", "Give an image, such as a radiograph or a CT slice");
        }
        String burnedIn = header.word(Tags.BURNED_IN_ANNOTATION);
        if (!burnedIn.equals("NO") && !burnedInAllowed) {
            throw new Unusable(
                    "Burned In Annotation (0028,0301) is " + told(burnedIn)
                            + ", so that a name may be written into its pixels",
                    "Look at the picture, and give --allow-burned-in if nothing is");
        }
    }

    /** A value is told only if it is one that the standard knows. */
    private static String told(String burnedIn) {
        if (burnedIn.isEmpty()) {
            return "missing";
        }
        return burnedIn.equals("YES") ? "YES" : "not NO";
    }
}
