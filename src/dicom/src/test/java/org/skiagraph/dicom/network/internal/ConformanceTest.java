package org.skiagraph.dicom.network.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aoju.bus.image.metric.TransferCapability;
import org.junit.jupiter.api.Test;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.Part10;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.template.Template;

/** deploy/conformance.md says what the program does. */
class ConformanceTest {
    private static final Pattern SOP_CLASS =
            Pattern.compile("(?m)^\\| [^|]+ \\| ([0-9.]+) \\| (SC[UP])[^|]* \\| ([NSR]) \\|$");
    private static final Pattern TRANSFER_SYNTAX = Pattern.compile("(?m)^\\| ([NSR]) \\| [^|]+ \\| ([0-9.]+) \\|$");

    private final String statement = statement();

    @Test
    void proposedContextsAreThoseOfTheStatement() {
        List<MarkedFile> files = new ArrayList<>();
        for (Template template : Plans.templates().list()) {
            for (TransferSyntax syntax : TransferSyntax.values()) {
                files.add(file(template.sopClassUid(), syntax));
            }
        }
        files.add(file(Tags.SEGMENTATION, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        files.add(file(Tags.KEY_OBJECT_SELECTION, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        Set<Context> proposed = new HashSet<>(Context.verification());
        proposed.addAll(Context.storageCommitment());
        proposed.addAll(Context.worklist());
        Batch.of(files).forEach(batch -> proposed.addAll(batch.contexts()));

        assertThat(stated("| proposed SOP class")).isEqualTo(proposed);
    }

    private static MarkedFile file(String sopClass, TransferSyntax syntax) {
        return new MarkedFile(Path.of("IM"), "", "", "", sopClass, syntax.uid(), Plans.record(0), List.of());
    }

    @Test
    void contextsForRetrievalAreThoseOfTheStatement() {
        Set<Context> stated = stated("| image SOP class");
        Context.verification().forEach(stated::remove);
        stated.addAll(stated("| retrieved SOP class"));
        Set<Context> proposed = proposed(false);
        proposed.addAll(proposed(true));

        assertThat(proposed).isEqualTo(stated);
    }

    private static Set<Context> proposed(boolean moved) {
        return Retrieval.contexts(moved).entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(syntax -> new Context(entry.getKey(), syntax)))
                .collect(Collectors.toSet());
    }

    @Test
    void acceptedContextsAreThoseOfTheStatement() {
        CommitmentHandler handler = new CommitmentHandler(report -> {}, () -> {});

        assertThat(accepted(CommitmentEntity.of(Set.of("SKIAGRAPH"), handler)))
                .isEqualTo(stated("| accepted SOP class"));
    }

    @Test
    void contextsThatAreAcceptedDuringAMoveAreThoseOfTheStatement() {
        Peer peer = new Peer("PACS", "localhost", 104, "SKIAGRAPH");

        assertThat(accepted(MoveEntity.of(peer, new ReceivedFile(Path.of("x")), 65536)))
                .isEqualTo(stated("| image SOP class"));
    }

    private static Set<Context> accepted(AcceptingEntity entity) {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
        try {
            return entity
                    .on(threads, threads)
                    .getDevice()
                    .getApplicationEntity("SKIAGRAPH")
                    .getTransferCapabilities()
                    .stream()
                    .flatMap(ConformanceTest::contexts)
                    .collect(Collectors.toSet());
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void defaultsAreThoseOfTheStatement() {
        NetworkSettings defaults = NetworkSettings.DEFAULT;

        assertThat(statement)
                .contains(Part10.IMPLEMENTATION_CLASS_UID)
                .contains(Part10.IMPLEMENTATION_VERSION_NAME)
                .contains("| " + defaults.maxPduLength() + " bytes unless configured")
                .contains("connection " + defaults.connectTimeout().toSeconds() + " s")
                .contains("release " + defaults.associationTimeout().toSeconds() + " s")
                .contains("; " + defaults.responseTimeout().toSeconds() + " s in which nothing moves");
    }

    private static Stream<Context> contexts(TransferCapability capability) {
        return Stream.of(capability.getTransferSyntaxes()).map(syntax -> new Context(capability.getSopClass(), syntax));
    }

    /** The contexts of the table that begins so, its sets of transfer syntaxes written out. */
    private Set<Context> stated(String head) {
        int start = statement.indexOf(head);
        String table = statement.substring(start, statement.indexOf("\n\n", start));
        return SOP_CLASS
                .matcher(table)
                .results()
                .flatMap(row -> syntaxes(row.group(3)).map(syntax -> new Context(row.group(1), syntax)))
                .collect(Collectors.toSet());
    }

    private Stream<String> syntaxes(String set) {
        List<MatchResult> rows = TRANSFER_SYNTAX.matcher(statement).results().toList();
        return rows.stream().filter(row -> row.group(1).equals(set)).map(row -> row.group(2));
    }

    private static String statement() {
        try {
            return Files.readString(Path.of(System.getProperty("skiagraph.root"), "deploy", "conformance.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
