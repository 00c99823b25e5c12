package org.skiagraph.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiagraph.app.files.PrivateDirectory;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/**
 * Patients' images, for as long as they are needed: in a directory that nobody else can look into, and gone when closed, or if
 * we are killed before, when the next image is fetched. What options name as "pacs:..." becomes a file.
 */
final class FetchedSources implements AutoCloseable {
    private static final String PREFIX = "pacs:";
    /** "[NAME=]pacs:QUERY[:NUMBER]" */
    private static final Pattern ARGUMENT = Pattern.compile("((?:[^=:/]+=)?)(pacs:.*?)((?::[0-9.]+)?)");

    /** An accession number with a colon, or one with a number behind it: nobody can tell. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(?:[^=:/]+=)?pacs:(?:.*,)?accession=[^,]*:[^,]*");

    private static final Set<FetchedSources> OPEN = ConcurrentHashMap.newKeySet();

    private final Wiring wiring;
    private final Optional<String> place;
    private Optional<PrivateDirectory> directory = Optional.empty();
    private int count;

    /** @param place where images are fetched from, instead of the setting's */
    FetchedSources(Wiring wiring, Optional<String> place) {
        this.wiring = wiring;
        this.place = place;
        OPEN.add(this);
    }

    /** For a program that is being stopped in the middle of it. */
    static void removeOpen() {
        RuntimeException first = null;
        for (FetchedSources open : List.copyOf(OPEN)) {
            try {
                open.close();
            } catch (Retryable e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
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
        requireClear(field, text);
        return replaced(text, query -> fetched(field, query));
    }

    /** @throws Rejected if a number at its end may be part of an accession number, and another patient's image be meant */
    static void requireClear(String field, String text) {
        if (AMBIGUOUS.matcher(text).matches()) {
            throw new Rejected(
                    field,
                    "behind an accession number a colon may be its own, or stand before a number",
                    "Name the image by pacs:study=UID,series=UID,instance=UID");
        }
    }

    /** @param fetch gives the file in the place of "pacs:QUERY" */
    static String replaced(String text, UnaryOperator<String> fetch) {
        Matcher argument = ARGUMENT.matcher(text);
        return argument.matches() ? argument.group(1) + fetch.apply(argument.group(2)) + argument.group(3) : text;
    }

    private String fetched(String field, String text) {
        SourceQuery query = SourceQuery.parse(field, text.substring(PREFIX.length()));
        try {
            Path file = own().resolve("source.dcm");
            wiring.fetch(query, place, file);
            return file.toString();
        } catch (IOException e) {
            throw new Retryable(
                    field,
                    "no private directory can be made under " + root(),
                    "Free some space, or see to its permissions",
                    e);
        }
    }

    private synchronized Path own() throws IOException {
        if (directory.isEmpty()) {
            directory = Optional.of(PrivateDirectory.under(root()));
        }
        return Files.createDirectory(directory.get().path().resolve(String.valueOf(++count)));
    }

    private Path root() {
        return wiring.settings().state().resolve("fetched");
    }

    /** Takes away all that can be taken away before it tells of what cannot. */
    @Override
    public synchronized void close() {
        OPEN.remove(this);
        if (directory.isPresent()) {
            Path place = directory.get().path();
            try {
                directory.get().close();
            } catch (IOException e) {
                throw new Retryable(
                        place.toString(), "a fetched image cannot be deleted", "Delete it: it is a patient's", e);
            }
        }
    }
}
