package org.skiagraph.app.jobs;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.skiagraph.app.failures.Failures;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudySession;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Fatal;

/** Makes one study at a time, and turns whatever happens into a job's end. */
public final class Worker implements AutoCloseable {
    private final StudySession session;
    private final Consumer<Throwable> defects;

    /** @param defects hears of what no one foresaw, with its trace */
    public Worker(StudySession session, Consumer<Throwable> defects) {
        this.session = session;
        this.defects = defects;
    }

    void make(StudyRequest request, Submission submission, WatchedJob job) {
        if (!job.begin()) {
            return;
        }
        try {
            job.become(job.now().written(session.generate(request, submission, job)));
        } catch (CancellationException e) {
            job.become(job.now().cancelled());
        } catch (RuntimeException | Error e) {
            Failure failure = Failures.in(e).orElseGet(() -> Failures.unexpected(e));
            if (failure instanceof Fatal) {
                defects.accept(e);
            }
            job.become(job.now().failed(failure));
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
