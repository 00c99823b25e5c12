package org.skiagraph.dicom.network.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.aoju.bus.image.metric.AdvancedHandler;
import org.aoju.bus.image.metric.Connection;
import org.skiagraph.dicom.internal.toolkit.ToolkitLog;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.dicom.tls.internal.TlsContext;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/**
 * Accepts connections. The toolkit's own listener shakes hands on the thread that accepts, so that one silent caller
 * would keep out all others; here each connection has a thread of its own, and there is a limit to them.
 */
public final class AssociationServer implements AutoCloseable {
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final int MOST_THREADS = 32;

    private final ServerSocket server;
    private final Optional<TlsContext> tls;
    private final Connection local;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private AssociationServer(ServerSocket server, Optional<TlsContext> tls, AcceptingEntity entity) {
        this.server = server;
        this.tls = tls;
        ThreadFactory daemons = Daemons.named(entity.name());
        this.threads = new ThreadPoolExecutor(0, MOST_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons);
        this.timer = new ScheduledThreadPoolExecutor(1, daemons, new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        this.local = entity.on(threads, timer);
    }

    /**
     * Listens from now on.
     *
     * @throws Retryable if the address is taken or not one of this machine
     * @throws org.skiagraph.domain.Rejected if the TLS files are not what they should be, or hold no certificate of ours
     */
    static AssociationServer open(InetSocketAddress address, Optional<Tls> tls, AcceptingEntity entity) {
        ToolkitLog.silence();
        if (tls.isPresent() && tls.get().certificateChain().isEmpty()) {
            throw new Rejected(
                    "listener", "it has no certificate, so that nobody could call it", "Give one, and its key");
        }
        Optional<TlsContext> context = tls.map(TlsContext::of);
        AssociationServer opened = new AssociationServer(bound(address), context, entity);
        Daemons.named(entity.name()).newThread(opened::accept).start();
        return opened;
    }

    private static ServerSocket bound(InetSocketAddress address) {
        try {
            ServerSocket server = new ServerSocket();
            try {
                server.bind(address);
                return server;
            } catch (IOException e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw new Retryable(
                    address.toString(),
                    "nothing can listen there: " + e.getMessage(),
                    "Choose an address of this machine and a port that is free",
                    e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        closed = true;
        quietly(server::close);
        open.forEach(socket -> quietly(socket::close));
        timer.shutdownNow();
        threads.shutdown();
        try {
            threads.awaitTermination(HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket caller = server.accept();
                open.removeIf(Socket::isClosed);
                open.add(caller);
                hand(caller);
            } catch (IOException e) {
                // Closed, or one caller that went away before it was taken; the loop's condition says which.
                pauseUnlessClosed();
            }
        }
    }

    /** So that a machine that is out of sockets is not kept busy with failing. */
    private void pauseUnlessClosed() {
        try {
            if (!closed) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hand(Socket caller) {
        try {
            threads.execute(() -> greet(caller));
        } catch (RejectedExecutionException tooMany) {
            quietly(caller::close);
        }
    }

    private void greet(Socket caller) {
        try {
            AdvancedHandler.INSTANCE.onAccept(local, tls.isPresent() ? encrypted(tls.get(), caller) : caller);
        } catch (IOException | RuntimeException e) {
            // It is the caller who hears of it: its connection ends.
            quietly(caller::close);
        }
    }

    private static Socket encrypted(TlsContext tls, Socket caller) throws IOException {
        SSLSocket socket = tls.server(caller);
        TlsContext.handshake(socket, HANDSHAKE);
        return socket;
    }

    @FunctionalInterface
    private interface Closing {
        void run() throws IOException;
    }

    private static void quietly(Closing closing) {
        try {
            closing.run();
        } catch (IOException e) {
            // It is as good as closed.
            return;
        }
    }
}
