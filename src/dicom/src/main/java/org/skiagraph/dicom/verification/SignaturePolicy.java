package org.skiagraph.dicom.verification;

import java.util.List;
import org.skiagraph.dicom.marking.TrustedKey;

/**
 * Whose signatures count, and whether there has to be one.
 *
 * @param required whether a file without a good signature by a trusted key is wrong
 */
public record SignaturePolicy(List<TrustedKey> trusted, boolean required) {
    /** Nobody is trusted, and nothing required. */
    public static final SignaturePolicy NONE = new SignaturePolicy(List.of(), false);

    public SignaturePolicy {
        trusted = List.copyOf(trusted);
    }

    /** A bad signature is wrong whether one is required or not: somebody changed the file. */
    void judge(Signature signature, List<String> faults, List<String> remarks) {
        switch (signature.kind()) {
            case BAD -> faults.add(signature.toString());
            case NONE -> {
                if (required) {
                    faults.add(signature.toString());
                }
            }
            case UNKNOWN_KEY, UNCHECKED -> (required ? faults : remarks).add(signature.toString());
            case GOOD -> remarks.add(signature.toString());
        }
    }
}
