package org.skiagraph.app.outbox;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.skiagraph.app.failures.Failures;
import org.skiagraph.app.files.ProcessLock;
import org.skiagraph.app.outbox.Destination.Commitment;
import org.skiagraph.app.outbox.Destination.Dimse;
import org.skiagraph.dicom.network.CommitmentListener;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/**
 * Him who sends. Every destination has threads of its own, and jobs are made on the caller's, so that a dead destination holds
 * up neither another one nor the making.
 */
public final class Drain implements AutoCloseable {
    private static final Duration FOR_A_REPORT = Duration.ofSeconds(20);

    private final Outbox outbox;
    private final Destinations destinations;
    private final ProcessLock sending;
    private final Sender sender;
    private final Committer committer;
    /** By the address that reports come to. */
    private final Map<InetSocketAddress, CommitmentListener> listeners = new ConcurrentHashMap<>();

    Drain(Outbox outbox, ProcessLock sending) {
        this.outbox = outbox;
        this.destinations = outbox.parts().destinations().get();
        this.sending = sending;
        OutboxParts parts = outbox.parts();
        this.sender = new Sender(
                outbox.deliveryTable(),
                new Carrier(parts.transports()),
                parts.markedFiles(),
                parts.policy(),
                parts.clock(),
                parts.random());
        this.committer = new Committer(outbox.deliveryTable(), parts.transports(), parts.identities(), parts.clock());
        outbox.recoverJobs();
        outbox.deliveryTable().recover(parts.clock().instant());
    }

    /**
     * Who is told of what goes wrong.
     *
     * @param notMade hears why a study was not made
     * @param remarks hears what else does not work, and is tried again or done without
     */
    public record Troubles(Consumer<Failure> notMade, Consumer<Failure> remarks) {}

    /** Makes and sends all that is due, each delivery once, and listens a while for reports of commitment. */
    public void once(ProgressListener listener, Troubles troubles) {
        maker(listener, troubles.notMade()).whatIsQueued(listener::isCancelled);
        byAddress().forEach((where, peers) -> {
            try {
                listen(where, peers);
            } catch (Failure e) {
                troubles.remarks().accept(e);
            }
        });
        deliver(listener);
    }

    /** Sends all that is due, each delivery once. */
    public void deliver(ProgressListener listener) {
        run(able().stream()
                .<Runnable>map(destination -> () -> deliver(destination, listener))
                .toList());
    }

    private void deliver(Destination destination, ProgressListener listener) {
        sendAll(destination, listener);
        boolean asks = isHeard(destination);
        while (asks && !listener.isCancelled() && committer.ask(destination) > 0) {
            asks = isReported(destination, listener);
        }
        if (committer.forgetsRefused(destination)) {
            sendAll(destination, listener);
        }
    }

    private void sendAll(Destination destination, ProgressListener listener) {
        while (sender.sendBatch(destination, listener) > 0) {}
    }

    /** Makes and sends until the listener cancels. */
    public void untilCancelled(ProgressListener listener, Troubles troubles) {
        List<Runnable> work = delivering(listener, troubles.remarks());
        work.add(() -> maker(listener, troubles.notMade()).until(listener::isCancelled));
        run(work);
    }

    /**
     * Sends until the listener cancels. An address that cannot be listened on is told, and tried again; until then those whose
     * reports would come there are not asked.
     */
    public void deliverUntilCancelled(ProgressListener listener, Consumer<Failure> remarks) {
        run(delivering(listener, remarks));
    }

    private List<Runnable> delivering(ProgressListener listener, Consumer<Failure> remarks) {
        List<Runnable> work = senders(listener, remarks);
        byAddress().forEach((where, peers) -> work.add(() -> listenPatiently(where, peers, listener, remarks)));
        return work;
    }

    private List<Runnable> senders(ProgressListener listener, Consumer<Failure> failed) {
        List<Runnable> work = new ArrayList<>();
        for (Destination destination : able()) {
            for (int i = 0; i < associations(destination); i++) {
                boolean first = i == 0;
                work.add(() -> serve(destination, first, listener, failed));
            }
        }
        return work;
    }

    /** A thread of a destination ends only when it is told to: what it cannot do now it may be able to do later. */
    private void serve(Destination destination, boolean asks, ProgressListener listener, Consumer<Failure> failed) {
        while (!listener.isCancelled()) {
            int done = 0;
            try {
                done = sender.sendBatch(destination, listener);
                if (asks && !listener.isCancelled() && isHeard(destination)) {
                    done += committer.ask(destination);
                }
            } catch (RuntimeException | Error e) {
                failed.accept(failure(e));
                Pauses.pause(Pauses.AFTER_TROUBLE, listener::isCancelled);
            }
            if (done == 0) {
                Pauses.pause(Pauses.SHORT, listener::isCancelled);
            }
        }
    }

    private JobMaker maker(ProgressListener listener, Consumer<Failure> failed) {
        return new JobMaker(outbox, JobListener.of(listener), thrown -> failed.accept(failure(thrown)));
    }

    private static Failure failure(Throwable thrown) {
        return Failures.in(thrown).orElseGet(() -> Failures.unexpected(thrown));
    }

    /** Runs all of it, each on a thread of its own, and ends when all have. */
    private static void run(List<Runnable> work) {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "outbox");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<CompletableFuture<Void>> running = work.stream()
                    .map(one -> CompletableFuture.runAsync(one, threads))
                    .toList();
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Destination> able() {
        return destinations.all().stream().filter(Destination::acceptsSynthetic).toList();
    }

    private static int associations(Destination destination) {
        return destination.target() instanceof Dimse peer ? peer.associations() : 1;
    }

    private void listen(InetSocketAddress where, List<Dimse> peers) {
        listeners.put(where, listener(where, peers));
    }

    /** Whoever reports later reports to somebody who listens. */
    private boolean isHeard(Destination destination) {
        return reportsTo(destination).map(listeners::containsKey).orElse(true);
    }

    private static Optional<InetSocketAddress> reportsTo(Destination destination) {
        return destination.target() instanceof Dimse peer
                ? peer.commitment().flatMap(Commitment::listen)
                : Optional.empty();
    }

    /** One listener for each address, for all the titles that are called there. */
    private Map<InetSocketAddress, List<Dimse>> byAddress() {
        Map<InetSocketAddress, List<Dimse>> byAddress = new LinkedHashMap<>();
        for (Destination destination : able()) {
            if (destination.target() instanceof Dimse peer) {
                reportsTo(destination).ifPresent(where -> byAddress
                        .computeIfAbsent(where, key -> new ArrayList<>())
                        .add(peer));
            }
        }
        return byAddress;
    }

    private void listenPatiently(
            InetSocketAddress where, List<Dimse> peers, ProgressListener listener, Consumer<Failure> remarks) {
        String told = "";
        while (!listener.isCancelled()) {
            try {
                listen(where, peers);
                return;
            } catch (Failure e) {
                if (!told.equals(e.getMessage())) {
                    remarks.accept(e);
                    told = e.getMessage();
                }
                Pauses.pause(Pauses.AFTER_TROUBLE, listener::isCancelled);
            }
        }
    }

    private CommitmentListener listener(InetSocketAddress where, List<Dimse> peers) {
        Set<Optional<Tls>> tls = peers.stream().map(Dimse::tls).collect(Collectors.toSet());
        if (tls.size() > 1) {
            throw new Rejected(
                    "commitment.listen",
                    "destinations with different TLS want reports at " + where,
                    "Give each of them a port of its own");
        }
        Set<String> titles =
                peers.stream().map(peer -> peer.peer().callingAeTitle()).collect(Collectors.toSet());
        return CommitmentListener.open(where, titles, tls.iterator().next(), committer::take);
    }

    /** Waits a while for the report that a destination owes us. */
    private boolean isReported(Destination destination, ProgressListener listener) {
        BooleanSupplier isOver = () ->
                !committer.isAwaited(destination) || reportsTo(destination).isEmpty();
        Pauses.pause(FOR_A_REPORT, () -> isOver.getAsBoolean() || listener.isCancelled());
        return isOver.getAsBoolean();
    }

    @Override
    public void close() {
        listeners.values().forEach(CommitmentListener::close);
        sending.close();
    }
}
