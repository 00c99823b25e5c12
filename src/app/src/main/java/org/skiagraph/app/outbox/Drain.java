package org.skiagraph.app.outbox;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.skiagraph.app.outbox.Destination.Commitment;
import org.skiagraph.app.outbox.Destination.Dimse;
import org.skiagraph.dicom.network.CommitmentListener;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.ProgressListener;

/**
 * Him who sends. Every destination has threads of its own, and jobs are made on the caller's, so that a dead destination holds
 * up neither another one nor the making.
 */
public final class Drain implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Outbox outbox;
    private final Destinations destinations;
    private final Holder sending;
    private final Sender sender;
    private final Committer committer;
    private final Map<InetSocketAddress, CommitmentListener> listeners = new LinkedHashMap<>();

    Drain(Outbox outbox, Holder sending) {
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
     * Makes and sends all that is due, each delivery once.
     *
     * @param failed hears of jobs that failed
     */
    public void once(ProgressListener listener, Consumer<Failure> failed) {
        makeJobs(listener, failed, () -> false);
        deliver(listener);
    }

    /** Sends all that is due, each delivery once. */
    public void deliver(ProgressListener listener) {
        List<Runnable> work = new ArrayList<>();
        for (Destination destination : able()) {
            work.add(() -> {
                while (sender.sendBatch(destination, listener) > 0) {}
                while (!listener.isCancelled() && committer.ask(destination) > 0) {}
            });
        }
        run(work);
    }

    /** Goes on until the listener cancels. */
    public void untilCancelled(ProgressListener listener, Consumer<Failure> failed) {
        listen();
        List<Runnable> work = new ArrayList<>();
        for (Destination destination : able()) {
            for (int i = 0; i < associations(destination); i++) {
                boolean first = i == 0;
                work.add(() -> serve(destination, first, listener));
            }
        }
        work.add(() -> makeJobs(listener, failed, () -> true));
        run(work);
    }

    private void serve(Destination destination, boolean asks, ProgressListener listener) {
        while (!listener.isCancelled()) {
            int done = sender.sendBatch(destination, listener);
            if (asks && !listener.isCancelled()) {
                done += committer.ask(destination);
            }
            if (done == 0) {
                pause(listener);
            }
        }
    }

    private void makeJobs(ProgressListener listener, Consumer<Failure> failed, BooleanSupplier waits) {
        while (!listener.isCancelled()) {
            boolean idle;
            try {
                idle = outbox.makeNext(listener).isEmpty();
            } catch (CancellationException e) {
                return;
            } catch (Failure e) {
                failed.accept(e);
                // A lack of something is the same for the next one.
                idle = e instanceof org.skiagraph.domain.Retryable;
            }
            if (idle && !waits.getAsBoolean()) {
                return;
            }
            if (idle) {
                pause(listener);
            }
        }
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

    private void listen() {
        for (Destination destination : able()) {
            if (destination.target() instanceof Dimse peer) {
                Optional<InetSocketAddress> address = peer.commitment().flatMap(Commitment::listen);
                address.ifPresent(where -> listeners.computeIfAbsent(
                        where,
                        key -> CommitmentListener.open(
                                key, Set.of(peer.peer().callingAeTitle()), peer.tls(), committer::take)));
            }
        }
    }

    private static void pause(ProgressListener listener) {
        try {
            if (!listener.isCancelled()) {
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        listeners.values().forEach(CommitmentListener::close);
        sending.close();
    }
}
