package org.skiagraph.app.jobs;

import java.util.Optional;
import java.util.function.Consumer;
import org.skiagraph.app.studies.StudyRequest;

/** The door: studies that are made one after another, while whoever asked does something else. Thread-safe. */
public interface Jobs {
    /**
     * Queues a study. Its request was checked before, as far as that goes without opening the model.
     *
     * @return its id
     * @throws org.skiagraph.domain.Retryable if too many wait already, or the program is about to end
     */
    String submit(StudyRequest request);

    /** How it stands; empty if there is none of that id, or it ended so long ago that it was forgotten. */
    Optional<Job> find(String id);

    /** Ends it, if it has not ended: at once if it waits, between two steps if it runs. Nothing half-made is left. */
    void cancel(String id);

    /**
     * Tells how it stands now, and whenever that changes, until it has ended or the watch is closed.
     *
     * @param listener is called in order and by one thread at a time, and has to return soon
     * @return the watch; closing it again does nothing
     */
    Watch watch(String id, Consumer<Job> listener);

    /** Someone's wish to be told. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
