package org.skiagraph.app.jobs;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Someone's wish to be told of a job, until it has ended or nobody wants to hear any more. */
public final class Watch implements AutoCloseable {
    private final String id;
    private final Consumer<JobStatus> listener;
    private Optional<JobStatus> last = Optional.empty();
    private volatile boolean over;

    Watch(String id, Consumer<JobStatus> listener) {
        this.id = id;
        this.listener = listener;
    }

    String id() {
        return id;
    }

    /** @param look is asked when it is this one's turn, so that nothing old is told after something new */
    synchronized void tell(Supplier<Optional<JobStatus>> look) {
        if (over) {
            return;
        }
        Optional<JobStatus> now = look.get();
        if (!over && now.isPresent() && !now.equals(last)) {
            last = now;
            listener.accept(now.get());
        }
        // One that was dropped has nothing more to tell.
        if (now.map(status -> status.state().isEnd()).orElse(true)) {
            over = true;
        }
    }

    boolean isOver() {
        return over;
    }

    /** Does not wait for a look that is going on. */
    @Override
    public void close() {
        over = true;
    }
}
