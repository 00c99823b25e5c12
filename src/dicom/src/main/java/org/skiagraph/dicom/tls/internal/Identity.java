package org.skiagraph.dicom.tls.internal;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import org.skiagraph.domain.Rejected;

/** A certificate with those that lead to its root, and the key that belongs to it. */
record Identity(PrivateKey key, X509Certificate[] chain) {
    static Identity read(Path certificateChain, Path privateKey) {
        Identity identity = new Identity(Pem.privateKey(privateKey), Pem.certificates(certificateChain));
        if (!identity.belongTogether()) {
            throw new Rejected(
                    privateKey.toString(),
                    "it is not the key of the first certificate in " + certificateChain,
                    "Give the key that the certificate was asked for with, and put this certificate first");
        }
        return identity;
    }

    private boolean belongTogether() {
        byte[] text = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    });
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(chain[0].getPublicKey());
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
