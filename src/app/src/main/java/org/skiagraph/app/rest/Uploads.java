package org.skiagraph.app.rest;

import java.nio.file.Path;
import java.util.Base64;
import org.skiagraph.app.outbox.KeptPictures;
import org.skiagraph.domain.Rejected;

/** The pictures of one request, which are kept until its study is made. */
final class Uploads {
    private final KeptPictures pictures;
    private final String key;
    private int count;

    /** @param key of the submission that they belong to */
    Uploads(KeptPictures pictures, String key) {
        this.pictures = pictures;
        this.key = key;
    }

    /** Writes one down and gives its file. */
    Path keep(String field, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Body.bad(field, "it is not base64", "Send the PNG file's bytes in base64, without line breaks");
        }
        count++;
        return pictures.keep(key, field + "-" + count + ".png", bytes);
    }

    /** A message about a picture, without the place where we keep it. */
    Rejected withoutPlace(Rejected failure) {
        return new Rejected(failure.where(), pictures.withoutPlace(failure.what()), failure.remedy(), failure);
    }

    /** For a request that came to nothing. */
    void forget() {
        pictures.forget(key);
    }
}
