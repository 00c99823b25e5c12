package org.skiagraph.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.domain.Retryable;

/** A patient's image, for as long as it is needed: in a directory that nobody else can look into, and gone when closed. */
final class FetchedSource implements AutoCloseable {
    private static final String PREFIX = "pacs:";

    private static final Set<FetchedSource> OPEN = ConcurrentHashMap.newKeySet();

    private final Optional<Path> file;

    private FetchedSource(Optional<Path> file) {
        this.file = file;
        OPEN.add(this);
    }

    /** For a program that is being stopped in the middle of it. */
    static void removeOpen() {
        List.copyOf(OPEN).forEach(FetchedSource::close);
    }

    /** Whether an option's value names an image of a PACS. */
    static boolean isMeant(String text) {
        return text != null && text.startsWith(PREFIX);
    }

    /** Nothing to fetch. */
    static FetchedSource none() {
        return new FetchedSource(Optional.empty());
    }

    /** @param address of the PACS, instead of the setting's */
    static FetchedSource fetch(String field, String text, Optional<String> address, Wiring wiring) {
        SourceQuery query = SourceQuery.parse(field, text.substring(PREFIX.length()));
        Path file;
        try {
            // Only its owner may enter it: that is how Java makes temporary directories.
            file = Files.createTempDirectory("skiagraph-source").resolve("source.dcm");
        } catch (IOException e) {
            throw new Retryable(field, "no temporary directory can be made", "Free space, or set TMPDIR", e);
        }
        FetchedSource fetched = new FetchedSource(Optional.of(file));
        try {
            wiring.fetch(query, address, file);
            return fetched;
        } catch (RuntimeException e) {
            fetched.close();
            throw e;
        }
    }

    Optional<Path> file() {
        return file;
    }

    @Override
    public void close() {
        OPEN.remove(this);
        file.ifPresent(fetched -> {
            try {
                Files.deleteIfExists(fetched);
                Files.deleteIfExists(fetched.getParent());
            } catch (IOException e) {
                throw new Retryable(
                        fetched.toString(), "a fetched image cannot be deleted", "Delete it: it is a patient's", e);
            }
        });
    }
}
