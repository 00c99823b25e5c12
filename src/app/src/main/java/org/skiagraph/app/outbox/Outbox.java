package org.skiagraph.app.outbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.skiagraph.app.files.ProcessLock;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/**
 * The durable way from a request to a PACS. Writing and sending are separate steps, each written down before the next:
 * whatever ends the program, a job is made once and an instance keeps its UID.
 */
public final class Outbox implements AutoCloseable {
    private final Path directory;
    private final OutboxParts parts;
    private final Database database;
    private final JobTable jobs;
    private final JobWishes wishes;
    private final Makers makers;
    private final DeliveryTable deliveries;
    private final JobRunner runner;
    private final KeptPictures pictures;
    private final Semaphore queued = new Semaphore(0);

    private Outbox(Path directory, OutboxParts parts, Database database) {
        this.directory = directory;
        this.parts = parts;
        this.database = database;
        this.jobs = new JobTable(database);
        this.wishes = new JobWishes(database);
        this.makers = new Makers(directory.resolve("holders"), jobs);
        this.deliveries = new DeliveryTable(database);
        this.pictures = new KeptPictures(directory.resolve(KeptPictures.FOLDER), new Room(parts.reservedBytes()));
        this.runner = new JobRunner(jobs, parts, pictures);
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
        makers.begin(job, parts.clock().instant());
        try {
            return runner.run(job, () -> listener);
        } finally {
            makers.ended(job);
        }
    }

    /** Takes the oldest queued job; empty if there is none. It has to be made then. */
    Optional<Job> claim() {
        return makers.claim();
    }

    /** Makes the study of a job that was claimed. What fails is in the table. */
    void make(Job job, JobListener listener) {
        try {
            runner.run(job, () -> listener.begun(job));
        } finally {
            makers.ended(job);
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
        return drain(Holder.take(directory.resolve("sender.lock"), "the outbox " + directory));
    }

    /** Where it cannot begin, another may. */
    private Drain drain(ProcessLock sending) {
        try {
            return new Drain(this, sending);
        } catch (RuntimeException | Error e) {
            sending.close();
            throw e;
        }
    }

    /** The same, but empty where another process has it. */
    public Optional<Drain> tryDrain() {
        return Holder.tryTake(directory.resolve("sender.lock")).map(this::drain);
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
        return id.map(wishes::retry).orElse(0)
                + deliveries.retryDead(id.orElse(null), parts.clock().instant());
    }

    /** Ends a job that waits; one that runs is ended by its process, wherever that is. */
    void cancel(String key) {
        wishes.cancel(key);
    }

    /** Forgets what is done: written jobs, prompts and all, and deliveries that wait for nothing. Files stay. */
    public int dropFinished() {
        return wishes.dropFinished();
    }

    /** Forgets dead deliveries, or a job that is not running. Files stay. */
    public int drop(Optional<String> id) {
        int dropped = id.map(wishes::drop).orElse(0) + deliveries.dropDead(id.orElse(null));
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
        Withdrawals withdrawals = new Withdrawals(database, parts);
        Withdrawal withdrawal = withdrawals.withdraw(studyInstanceUid);
        if (note && !withdrawal.there().isEmpty()) {
            Path file = withdrawals.note(studyInstanceUid, withdrawal);
            add(List.of(file), List.copyOf(withdrawal.there().keySet()));
        }
        return withdrawal;
    }

    OutboxParts parts() {
        return parts;
    }

    DeliveryTable deliveryTable() {
        return deliveries;
    }

    /** Jobs whose process is gone are queued again, and those of ours whose end could not be written down. */
    int recoverJobs() {
        return makers.recover();
    }

    /** What uploads were forgotten on the way goes, now and then. */
    void sweepNowAndThen() {
        pictures.sweepNowAndThen(jobs::state);
    }

    @Override
    public void close() {
        makers.close();
        parts.session().close();
        database.close();
    }
}
