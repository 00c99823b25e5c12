package org.skiagraph.dicom.source.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.skiagraph.domain.Rejected;

/**
 * Where source images are fetched from.
 *
 * @param root what "/studies" stands behind, http or https, without a query
 * @param connectTimeout how long a connection may take
 * @param responseTimeout how long an answer may take to begin
 */
public record SourceServer(URI root, Duration connectTimeout, Duration responseTimeout) {
    /** @throws Rejected if it is no such address */
    public SourceServer {
        boolean web = root.isAbsolute()
                && List.of("http", "https").contains(root.getScheme())
                && root.getHost() != null
                && root.getUserInfo() == null
                && root.getQuery() == null
                && root.getFragment() == null;
        if (!web) {
            throw new Rejected(
                    "source-from",
                    "it is no address of a DICOMweb server",
                    "Give one such as http://pacs.example:8042/dicom-web, without user, password or query");
        }
    }

    /** @param text of the address */
    public static SourceServer at(String text, Duration connectTimeout, Duration responseTimeout) {
        try {
            String trimmed = text.strip().replaceAll("/+$", "");
            return new SourceServer(URI.create(trimmed), connectTimeout, responseTimeout);
        } catch (IllegalArgumentException e) {
            throw new Rejected(
                    "source-from", "it is no address", "Give one such as http://pacs.example:8042/dicom-web", e);
        }
    }
}
