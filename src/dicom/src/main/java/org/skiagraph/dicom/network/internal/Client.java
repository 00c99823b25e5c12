package org.skiagraph.dicom.network.internal;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.aoju.bus.core.exception.InternalException;
import org.aoju.bus.image.Device;
import org.aoju.bus.image.metric.ApplicationEntity;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.Connection;
import org.aoju.bus.image.metric.DimseRQHandler;
import org.aoju.bus.image.metric.internal.pdu.AAssociateRQ;
import org.aoju.bus.image.metric.internal.pdu.Presentation;
import org.skiagraph.dicom.internal.toolkit.Part10;
import org.skiagraph.dicom.internal.toolkit.ToolkitLog;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.dicom.tls.internal.TlsContext;

/** Opens associations to one peer. Its threads are daemons, and end with it. */
public final class Client implements AutoCloseable {
    private final Peer peer;
    private final NetworkSettings settings;
    private final ApplicationEntity entity;
    private final Connection local;
    private final ExecutorService readers;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * @param tls how to encrypt; empty for plain TCP
     * @throws org.skiagraph.domain.Rejected if its files are not what they should be
     */
    public Client(Peer peer, NetworkSettings settings, Optional<Tls> tls) {
        this(peer, settings, tls, Optional.empty());
    }

    /** @param handler of what the peer asks of us; empty if it may not ask anything */
    Client(Peer peer, NetworkSettings settings, Optional<Tls> tls, Optional<DimseRQHandler> handler) {
        ToolkitLog.silence();
        this.peer = peer;
        this.settings = settings;
        ThreadFactory daemons = Daemons.named("dicom-" + peer);
        // What an association still wants to do after the end is of no interest to anybody: discard it.
        this.readers = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons,
                new ThreadPoolExecutor.DiscardPolicy());
        this.timer = new ScheduledThreadPoolExecutor(1, daemons, new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        this.local = connection(tls);
        this.entity = new ApplicationEntity(peer.callingAeTitle());
        Device device = new Device("skiagraph");
        device.setExecutor(readers);
        device.setScheduledExecutor(timer);
        handler.ifPresent(device::setDimseRQHandler);
        device.addConnection(local);
        device.addApplicationEntity(entity);
        entity.addConnection(local);
        entity.setAssociationInitiator(true);
    }

    Peer peer() {
        return peer;
    }

    /**
     * Connects and negotiates.
     *
     * @param contexts 1 to 128
     * @throws PeerTrouble if the peer cannot be reached or refuses
     */
    public PeerAssociation open(Collection<Context> contexts) throws PeerTrouble {
        return new PeerAssociation(connect(request(contexts)), settings.responseTimeout(), timer);
    }

    /** What is asked over an association, and takes more than one answer. */
    @FunctionalInterface
    interface Question<T> {
        /** @param watchdog is told of every sign of life, and ends an association in which nothing moves */
        T ask(Association association, Watchdog watchdog) throws IOException, InterruptedException, PeerTrouble;
    }

    /**
     * Connects, asks, and releases the association; aborts it where the question fails.
     *
     * @param request of {@link #request}, with its contexts
     * @throws PeerTrouble if the peer cannot be reached, refuses, or falls silent
     */
    <T> T ask(AAssociateRQ request, Question<T> question) throws PeerTrouble {
        Association association = connect(request);
        Watchdog watchdog = new Watchdog(timer, settings.responseTimeout(), association);
        try (watchdog) {
            T answer = question.ask(association, watchdog);
            association.release();
            return answer;
        } catch (IOException | InternalException e) {
            association.abort();
            throw Explanation.ofLostAssociation(
                    e, association.getException(), watchdog.expired(), settings.responseTimeout());
        } catch (InterruptedException e) {
            association.abort();
            Thread.currentThread().interrupt();
            throw new PeerTrouble("was interrupted before an answer came", "Try again", e);
        } catch (PeerTrouble | RuntimeException e) {
            association.abort();
            throw e;
        }
    }

    private Association connect(AAssociateRQ request) throws PeerTrouble {
        Connection remote = new Connection(null, peer.host(), peer.port());
        long start = System.nanoTime();
        try {
            return entity.connect(local, remote, request);
        } catch (IOException | InternalException | GeneralSecurityException e) {
            boolean encrypted = local instanceof TlsConnection;
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            throw Explanation.ofNoAssociation(e, peer, settings, encrypted, elapsed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerTrouble("was interrupted while it connected", "Try again", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        readers.shutdownNow();
    }

    /** Who asks whom, without contexts. */
    AAssociateRQ request() {
        AAssociateRQ request = new AAssociateRQ();
        request.setCallingAET(peer.callingAeTitle());
        request.setCalledAET(peer.calledAeTitle());
        request.setImplClassUID(Part10.IMPLEMENTATION_CLASS_UID);
        request.setImplVersionName(Part10.IMPLEMENTATION_VERSION_NAME);
        return request;
    }

    AAssociateRQ request(Collection<Context> contexts) {
        AAssociateRQ request = request();
        int id = 1;
        for (Context context : contexts) {
            request.addPresentationContext(new Presentation(id, context.sopClassUid(), context.transferSyntaxUid()));
            id += 2;
        }
        return request;
    }

    private Connection connection(Optional<Tls> tls) {
        Connection connection = tls.<Connection>map(
                        own -> new TlsConnection(TlsContext.of(own), settings.associationTimeout()))
                .orElseGet(Connection::new);
        connection.setConnectTimeout((int) settings.connectTimeout().toMillis());
        connection.setAcceptTimeout((int) settings.associationTimeout().toMillis());
        connection.setReleaseTimeout((int) settings.associationTimeout().toMillis());
        connection.setSendPDULength(settings.maxPduLength());
        connection.setReceivePDULength(settings.maxPduLength());
        connection.setTcpNoDelay(true);
        return connection;
    }
}
