package org.skiagraph.dicom.dataset;

/** Puts the word before names and IDs that came from elsewhere: whoever meets one alone must see that there is no such person. */
public final class VisiblySynthetic {
    private VisiblySynthetic() {}

    /** "Doe^Jane" becomes "SYNTHETIC Doe^Jane", in each of the groups that is not empty (PS3.5 6.2.1). */
    public static String name(String name) {
        StringBuilder groups = new StringBuilder();
        for (String group : name.split("=", -1)) {
            groups.append(groups.isEmpty() ? "" : "=").append(group.isEmpty() ? "" : prefixed(group, " "));
        }
        return groups.toString();
    }

    /** "4711" becomes "SYNTHETIC-4711". */
    public static String id(String id) {
        return prefixed(id, "-");
    }

    private static String prefixed(String text, String joint) {
        String word = SyntheticIdentities.FAMILY_NAME;
        return text.startsWith(word + joint) || text.startsWith(word + "^") ? text : word + joint + text;
    }
}
