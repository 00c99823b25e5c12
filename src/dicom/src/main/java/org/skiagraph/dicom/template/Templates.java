package org.skiagraph.dicom.template;

import java.nio.file.Path;
import java.util.List;

/** The door to templates: built-in ones in dicom-templates/, and a site's own. */
public interface Templates {
    /** All templates on the search path, by name. */
    List<Template> list();

    /**
     * By name, or by path to a file.
     *
     * @throws org.skiagraph.domain.Rejected if there is none of that name, or {@link #check} finds faults
     */
    Template find(String nameOrPath);

    /**
     * Everything that is wrong with a template file: an unknown placeholder, a VR that the tag does not have, a missing
     * type 1 attribute. Empty if it is good.
     *
     * @throws org.skiagraph.domain.Rejected if the file cannot be read at all
     */
    List<Finding> check(Path file);

    /**
     * Turns a PACS's {@code /metadata} answer (PS3.18 10.4.1.1.2) into a template; identifying attributes are dropped.
     *
     * @throws org.skiagraph.domain.Rejected if the file is not DICOM JSON, or its SOP class is none that we write
     */
    Draft fromMetadata(Path metadata);

    /** @param where path to the attribute, "(0018,1164)" or "(0054,0220)[0].(0008,0100)" */
    record Finding(String where, String what, String remedy) {}

    /**
     * A template made from metadata.
     *
     * @param json the template
     * @param dropped attributes left out, "(0010,0010) PatientName: identifies a person"
     * @param findings what still has to be filled in by hand
     */
    record Draft(String json, List<String> dropped, List<Finding> findings) {}
}
