package org.skiagraph.dicom.source.web;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.skiagraph.dicom.web.Authentication;
import org.skiagraph.dicom.web.WebTarget;
import org.skiagraph.domain.Rejected;

/**
 * Where source images are fetched from.
 *
 * @param target whose address "/studies" stands behind, how we say who we are there, and TLS
 * @param connectTimeout how long a connection may take
 * @param responseTimeout how long an answer may take to begin
 */
public record SourceServer(WebTarget target, Duration connectTimeout, Duration responseTimeout) {
    private static final String FORM =
            "Give one such as http://pacs.example:8042/dicom-web, without user, password or query";

    /**
     * One that wants to know nothing of us.
     *
     * @param text of the address
     * @throws Rejected if it is no such address
     */
    public static SourceServer at(String text, Duration connectTimeout, Duration responseTimeout) {
        try {
            URI address = URI.create(text.strip());
            return new SourceServer(
                    new WebTarget(address, new Authentication.None(), Optional.empty()),
                    connectTimeout,
                    responseTimeout);
        } catch (IllegalArgumentException e) {
            throw new Rejected("source-from", "it is no address", FORM, e);
        } catch (Rejected e) {
            throw new Rejected("source-from", "it is no address of a DICOMweb server", FORM, e);
        }
    }

    /** Without a slash at its end. */
    String root() {
        return target.uri().toString().replaceAll("/+$", "");
    }

    @Override
    public String toString() {
        return target.uri().getHost();
    }
}
