package org.skiagraph.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.domain.Retryable;

/**
 * Patients' images, for as long as they are needed: in a directory that nobody else can look into, and gone when closed. What
 * options name as "pacs:..." becomes a file.
 */
final class FetchedSources implements AutoCloseable {
    private static final String PREFIX = "pacs:";
    /** "[NAME=]pacs:QUERY[:NUMBER]" */
    private static final Pattern ARGUMENT = Pattern.compile("((?:[^=:/]+=)?)(pacs:.*?)((?::[0-9.]+)?)");

    private static final Set<FetchedSources> OPEN = ConcurrentHashMap.newKeySet();

    private final Wiring wiring;
    private final Optional<String> place;
    private final List<Path> files = new CopyOnWriteArrayList<>();

    /** @param place where images are fetched from, instead of the setting's */
    FetchedSources(Wiring wiring, Optional<String> place) {
        this.wiring = wiring;
        this.place = place;
        OPEN.add(this);
    }

    /** For a program that is being stopped in the middle of it. */
    static void removeOpen() {
        List.copyOf(OPEN).forEach(FetchedSources::close);
    }

    /** Whether an option's value names an image of a PACS. */
    static boolean isMeant(String text) {
        return text != null && ARGUMENT.matcher(text).matches();
    }

    /** An option's value, the file that it is fetched into in the place of what names an image of a PACS. */
    String local(String field, String text) {
        return text != null && text.startsWith(PREFIX) ? fetched(field, text) : text;
    }

    /** The same of one that may have a name before it and a number behind it. */
    String localArgument(String field, String text) {
        return replaced(text, query -> fetched(field, query));
    }

    /** @param fetch gives the file in the place of "pacs:QUERY" */
    static String replaced(String text, UnaryOperator<String> fetch) {
        Matcher argument = ARGUMENT.matcher(text);
        return argument.matches() ? argument.group(1) + fetch.apply(argument.group(2)) + argument.group(3) : text;
    }

    private String fetched(String field, String text) {
        SourceQuery query = SourceQuery.parse(field, text.substring(PREFIX.length()));
        try {
            // Only its owner may enter it: that is how Java makes temporary directories.
            Path file = Files.createTempDirectory("skiagraph-source").resolve("source.dcm");
            files.add(file);
            wiring.fetch(query, place, file);
            return file.toString();
        } catch (IOException e) {
            throw new Retryable(field, "no temporary directory can be made", "Free space, or set TMPDIR", e);
        }
    }

    @Override
    public void close() {
        OPEN.remove(this);
        files.forEach(FetchedSources::delete);
    }

    private static void delete(Path fetched) {
        try {
            Files.deleteIfExists(fetched);
            Files.deleteIfExists(fetched.getParent());
        } catch (IOException e) {
            throw new Retryable(
                    fetched.toString(), "a fetched image cannot be deleted", "Delete it: it is a patient's", e);
        }
    }
}
