package org.skiagraph.dicom.network.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.aoju.bus.image.UID;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;

/**
 * One presentation context to propose (PS3.8 9.3.2.2). Each proposes a single transfer syntax, so that the answer says
 * of every syntax by itself whether the peer takes it.
 */
public record Context(String sopClassUid, String transferSyntaxUid) {
    /** Odd one-byte identifiers are all there are. */
    static final int MOST_PER_ASSOCIATION = 128;

    /** In the order in which we like to fall back to them; every peer has to know the last (PS3.5 10.1). */
    static final List<String> UNCOMPRESSED = List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);

    public static List<Context> verification() {
        return List.of(
                new Context(UID.VerificationSOPClass, UID.ImplicitVRLittleEndian),
                new Context(UID.VerificationSOPClass, UID.ExplicitVRLittleEndian));
    }

    static List<Context> storageCommitment() {
        return List.of(
                new Context(UID.StorageCommitmentPushModelSOPClass, UID.ExplicitVRLittleEndian),
                new Context(UID.StorageCommitmentPushModelSOPClass, UID.ImplicitVRLittleEndian));
    }

    static List<Context> worklist() {
        return UNCOMPRESSED.stream()
                .map(syntax -> new Context(UID.ModalityWorklistInformationModelFIND, syntax))
                .toList();
    }

    /** A file's own transfer syntax, and those that it can be turned into. */
    static Set<Context> of(MarkedFile file) {
        Set<Context> contexts = new LinkedHashSet<>();
        contexts.add(new Context(file.sopClassUid(), file.transferSyntaxUid()));
        UNCOMPRESSED.forEach(syntax -> contexts.add(new Context(file.sopClassUid(), syntax)));
        return contexts;
    }
}
