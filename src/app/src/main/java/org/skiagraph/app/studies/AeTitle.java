package org.skiagraph.app.studies;

import org.skiagraph.domain.Rejected;

/** Application entity titles (PS3.5 6.2, VR AE). */
public final class AeTitle {
    private static final int MOST = 16;

    private AeTitle() {}

    /**
     * The title without its outer spaces, which do not count.
     *
     * @throws Rejected if it is empty, over 16 characters, or holds a backslash, a control or a non-ASCII character
     */
    public static String require(String where, String title) {
        String significant = title.strip();
        boolean ascii = significant.chars().allMatch(c -> c >= 0x20 && c < 0x7F && c != '\\');
        if (significant.isEmpty() || significant.length() > MOST || !ascii) {
            throw new Rejected(
                    where,
                    "'" + title + "' is no AE title",
                    "Give 1 to 16 ASCII characters without a backslash, such as ORTHANC");
        }
        return significant;
    }
}
