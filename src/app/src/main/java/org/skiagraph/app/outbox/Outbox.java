package org.skiagraph.app.outbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.skiagraph.app.files.ProcessLock;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.dicom.rejection.RejectionNote;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/**
 * The durable way from a request to a PACS. Writing and sending are separate steps, each written down before the next:
 * whatever ends the program, a job is made once and an instance keeps its UID.
 */
public final class Outbox implements AutoCloseable {
    private static final int NOTE_SERIES = 9999;
    private static final int NOTE_DIGITS = 8;

    private final Path directory;
    private final OutboxParts parts;
    private final Database database;
    private final JobTable jobs;
    private final DeliveryTable deliveries;
    private final JobRunner runner;
    private final KeptPictures pictures;
    private final Semaphore queued = new Semaphore(0);
    private final String name;
    private Optional<ProcessLock> holder = Optional.empty();

    private Outbox(Path directory, OutboxParts parts, Database database) {
        this.directory = directory;
        this.parts = parts;
        this.database = database;
        this.jobs = new JobTable(database);
        this.deliveries = new DeliveryTable(database);
        this.pictures = new KeptPictures(directory.resolve(KeptPictures.FOLDER), new Room(parts.reservedBytes()));
        this.runner = new JobRunner(jobs, parts, pictures);
        this.name = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    }

    /**
     * @param directory of the store, which is made if it does not exist
     * @throws org.skiagraph.domain.Retryable if another process keeps it to itself
     */
    public static Outbox open(Path directory, OutboxParts parts) {
        return new Outbox(directory, parts, Database.open(directory.resolve("outbox.db")));
    }

    /**
     * Fixes a study's identity and seed, and writes down that it is wanted.
     *
     * @throws Rejected if the request is wrong as far as can be told without its model, or a destination is unknown
     * @throws org.skiagraph.domain.Retryable if the disk has too little room
     */
    public Job submit(StudyRequest request, Routes routes) {
        return submit(request, Submission.now(), routes);
    }

    /** The same for a study whose identity is decided already. */
    Job submit(StudyRequest request, Submission submission, Routes routes) {
        Job job = job(request, submission, routes);
        jobs.add(job, parts.clock().instant());
        queued.release();
        return job;
    }

    private Job job(StudyRequest request, Submission submission, Routes routes) {
        if (!routes.leadNowhere()) {
            routes.destinations().forEach(destinations()::named);
        }
        new Room(parts.reservedBytes()).require(request.out());
        return Job.of(StudyService.fixed(request), submission, routes);
    }

    /**
     * Writes down that a study is wanted, and makes it now. Cancelled, it is queued.
     *
     * @return its folder
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public Path make(StudyRequest request, Routes routes, ProgressListener listener) {
        Job job = job(request, Submission.now(), routes);
        jobs.addRunning(job, holder(), parts.clock().instant());
        return runner.run(job, listener);
    }

    /** Makes the oldest queued job's study; empty if there is none. What fails is in the table. */
    Optional<Job> makeNext(JobListener listener) {
        Optional<Job> claimed = jobs.claim(holder());
        claimed.ifPresent(job -> make(job, listener));
        return claimed;
    }

    private void make(Job job, JobListener listener) {
        try {
            runner.run(job, listener.begun(job));
        } finally {
            listener.over(job);
        }
    }

    /** Until a job is queued by this process, or some time has gone by in which another may have. */
    void awaitJobs(Duration most) {
        try {
            if (queued.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
                queued.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts files that are there already on their way. */
    public void add(List<Path> files, List<String> destinations) {
        destinations.forEach(destinations()::named);
        List<StoredInstance> instances = files.stream()
                .map(parts.markedFiles()::read)
                .map(StoredInstance::of)
                .toList();
        jobs.add(instances, destinations, parts.clock().instant());
    }

    /**
     * Takes the part of him who sends, which one process at a time may have.
     *
     * @throws org.skiagraph.domain.Retryable naming the process that has it
     */
    public Drain drain() {
        ProcessLock sending = Holder.take(directory.resolve("sender.lock"), "the outbox " + directory);
        return new Drain(this, sending);
    }

    /** The same, but empty where another process has it. */
    public Optional<Drain> tryDrain() {
        return Holder.tryTake(directory.resolve("sender.lock")).map(sending -> new Drain(this, sending));
    }

    /** The jobs, for a program that stays. */
    public JobQueue queue() {
        return new JobQueue(this, jobs, pictures);
    }

    /** Images and deliveries as people are shown them. */
    public DeliveryList shown() {
        return new DeliveryList(database);
    }

    /** What the site has configured. */
    public Destinations destinations() {
        return parts.destinations().get();
    }

    /** Whether a study in answer to an order is made, still to be made, or failed, so that it can be tried again. */
    public boolean holds(Order order) {
        return jobs.requests().stream()
                .anyMatch(request -> request.labels().order().equals(Optional.of(order)));
    }

    public List<JobSummary> jobs() {
        return jobs.all();
    }

    public List<QueuedDelivery> deliveries(Optional<DeliveryState> state) {
        return deliveries.list(state);
    }

    /** @param uid of an instance or a study */
    public List<QueuedDelivery> deliveriesOf(String uid) {
        return deliveries.of(uid);
    }

    /**
     * Tries dead deliveries, or a failed job, again.
     *
     * @param id of a job, an instance or a study; empty for all dead
     */
    public int retry(Optional<String> id) {
        return id.map(jobs::retry).orElse(0)
                + deliveries.retryDead(id.orElse(null), parts.clock().instant());
    }

    /** Forgets what is done: written jobs, prompts and all, and deliveries that wait for nothing. Files stay. */
    public int dropFinished() {
        return jobs.dropFinished();
    }

    /** Forgets dead deliveries, or a job that is not running. Files stay. */
    public int drop(Optional<String> id) {
        int dropped = id.map(jobs::drop).orElse(0) + deliveries.dropDead(id.orElse(null));
        pictures.sweep(jobs::state);
        return dropped;
    }

    /**
     * Says what a person thinks of an image.
     *
     * @param uid of an instance or a study
     * @return how many instances
     */
    public int judge(String uid, Verdict verdict) {
        return deliveries.judge(uid, verdict);
    }

    /**
     * What a withdrawal came to.
     *
     * @param stopped deliveries that will not be made
     * @param there what each destination has already, or may have
     */
    public record Withdrawal(int stopped, Map<String, List<QueuedDelivery>> there) {}

    /**
     * Stops what is still to be sent of a study.
     *
     * @param note whether those who have something of it get a rejection note
     */
    public Withdrawal withdraw(String studyInstanceUid, boolean note) {
        Map<String, List<QueuedDelivery>> there = new TreeMap<>();
        for (QueuedDelivery delivery : deliveries.of(studyInstanceUid)) {
            boolean wasSent = delivery.state() != DeliveryState.PENDING && delivery.state() != DeliveryState.DEAD;
            boolean mayBeThere = wasSent || delivery.attempts() > 0;
            if (mayBeThere && !delivery.sopClassUid().equals(DeliveryTable.NOTES)) {
                there.computeIfAbsent(delivery.destination(), key -> new ArrayList<>())
                        .add(delivery);
            }
        }
        int stopped = deliveries.withdraw(studyInstanceUid);
        if (note && !there.isEmpty()) {
            add(List.of(note(studyInstanceUid, there)), List.copyOf(there.keySet()));
        }
        return new Withdrawal(stopped, there);
    }

    /** Made twice for the same files it is the same note, beside the first of them. */
    private Path note(String study, Map<String, List<QueuedDelivery>> there) {
        Map<String, Path> files = new TreeMap<>();
        there.values().forEach(some -> some.forEach(one -> files.put(one.sopInstanceUid(), one.file())));
        String uid = parts.identities().uidFor(study + "/rejection/" + String.join("/", files.keySet()));
        RejectionNote note = new RejectionNote(
                parts.identities().uidFor(study + "/rejection"),
                uid,
                NOTE_SERIES,
                LocalDateTime.ofInstant(parts.clock().instant(), ZoneId.systemDefault()));
        Path first = files.values().stream().sorted().findFirst().orElseThrow();
        Path file = first.resolveSibling("REJECTED-" + uid.substring(uid.length() - NOTE_DIGITS) + ".dcm");
        return Files.exists(file) ? file : parts.notes().write(note, List.copyOf(files.values()), file);
    }

    OutboxParts parts() {
        return parts;
    }

    DeliveryTable deliveryTable() {
        return deliveries;
    }

    /** Jobs whose process is gone are queued again. */
    int recoverJobs() {
        return jobs.recover(other -> other.equals(name) || ProcessLock.isHeld(holderFile(other)));
    }

    private synchronized String holder() {
        if (holder.isEmpty()) {
            holder = Optional.of(Holder.take(holderFile(name), "a file of ours"));
        }
        return name;
    }

    private Path holderFile(String holderName) {
        return directory.resolve("holders").resolve(holderName);
    }

    @Override
    public void close() {
        holder.ifPresent(held -> {
            held.close();
            holderFile(name).toFile().delete();
        });
        parts.session().close();
        database.close();
    }
}
