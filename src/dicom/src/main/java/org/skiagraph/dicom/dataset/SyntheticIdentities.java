package org.skiagraph.dicom.dataset;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.skiagraph.dicom.dataset.StudyPlan.Patient;
import org.skiagraph.domain.Rejected;

/**
 * Invented identities. A UID is ROOT.NUMBER, the number of 128 bits drawn at random, or taken from the SHA-256 of a key;
 * without a site's root it is 2.25 and a UUID's number (PS3.5 B.2). A patient's ID carries the same 128 bits.
 */
public final class SyntheticIdentities implements Identities {
    /** Begins every ID that we invent. */
    public static final String ID_PREFIX = "SYNTHETIC-";

    /** Family name of everybody that we invent. */
    public static final String FAMILY_NAME = "SYNTHETIC";

    private static final int LONGEST_UID = 64;
    // 39 digits hold 128 bits, and a dot goes before them.
    private static final int LONGEST_ROOT = LONGEST_UID - 40;

    // Not static: a native executable would keep the generator, and its seed, from the build.
    private final SecureRandom random = new SecureRandom();
    private final String root;

    private SyntheticIdentities(String root) {
        this.root = root;
    }

    /**
     * Identities under a site's root.
     *
     * @param root of at most 24 characters; empty for 2.25
     */
    public static Identities under(Optional<String> root) {
        String used = root.orElse("2.25");
        if (used.length() > LONGEST_ROOT || !used.matches("[0-2](\\.(0|[1-9]\\d*))+")) {
            throw new Rejected(
                    "uidRoot",
                    "\"" + used + "\" is no UID root of at most " + LONGEST_ROOT + " characters",
                    "Write the root that your site was given, as 1.2.826.0.1.3680043.8.498");
        }
        return new SyntheticIdentities(used);
    }

    @Override
    public String newUid() {
        return uid(drawn());
    }

    @Override
    public String uidFor(String key) {
        return uid(bitsOf("uid:" + key));
    }

    @Override
    public Patient newPatient() {
        return patient(drawn());
    }

    @Override
    public Patient patientFor(String key) {
        return patient(bitsOf("patient:" + key));
    }

    private byte[] drawn() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return bits;
    }

    private static byte[] bitsOf(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Under 2.25 the number must be a UUID's, so version and variant are set. */
    private String uid(byte[] bits) {
        byte[] uuid = bits.clone();
        uuid[6] = (byte) ((uuid[6] & 0x0F) | 0x40);
        uuid[8] = (byte) ((uuid[8] & 0x3F) | 0x80);
        return root + "." + new BigInteger(1, uuid);
    }

    private static Patient patient(byte[] bits) {
        String hex = java.util.HexFormat.of().withUpperCase().formatHex(bits);
        return new Patient(FAMILY_NAME + "^" + hex.substring(0, 8), ID_PREFIX + hex, "", "", "");
    }
}
