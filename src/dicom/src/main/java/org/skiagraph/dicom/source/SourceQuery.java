package org.skiagraph.dicom.source;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.skiagraph.domain.Rejected;

/**
 * Which image is meant.
 *
 * @param keys QIDO-RS' names of the attributes to values, at least one
 */
public record SourceQuery(Map<String, String> keys) {
    private static final Map<String, String> NAMES = Map.of(
            "study", "StudyInstanceUID",
            "series", "SeriesInstanceUID",
            "instance", "SOPInstanceUID",
            "accession", "AccessionNumber");
    private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");
    /** SH without what would be a wildcard or a list. */
    private static final Pattern ACCESSION = Pattern.compile("[\\x20-\\x7E&&[^\\\\*?,\"]]{1,16}");

    public SourceQuery {
        keys = Map.copyOf(keys);
    }

    /**
     * Reads "accession=A1" or "study=1.2,series=1.2.3,instance=1.2.3.4".
     *
     * @throws Rejected if it is not of that form
     */
    public static SourceQuery parse(String field, String text) {
        Map<String, String> keys = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals);
            String value = part.substring(equals + 1).strip();
            Pattern form = name.equals("accession") ? ACCESSION : UID;
            if (!NAMES.containsKey(name) || !form.matcher(value).matches()) {
                throw new Rejected(
                        field,
                        "what stands behind pacs: does not say which image",
                        "Write pacs:accession=NUMBER, or pacs:study=UID,series=UID,instance=UID, or some of these");
            }
            keys.put(NAMES.get(name), value);
        }
        return new SourceQuery(keys);
    }
}
