package org.skiagraph.app.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.skiagraph.app.jobs.JobStatus;
import org.skiagraph.app.jobs.Jobs;
import org.skiagraph.app.outbox.Outbox;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.domain.Rejected;

/** What the resources stand on. */
@Singleton
final class Api {
    private final Wiring wiring;

    @Inject
    Api(Wiring wiring) {
        this.wiring = wiring;
    }

    KnownNames names() {
        return new KnownNames(
                wiring.servedParts().bundles(),
                wiring.servedParts().templates(),
                wiring.settings().adapterPath());
    }

    Jobs jobs() {
        return wiring.serving().jobs();
    }

    Outbox outbox() {
        return wiring.serving().outbox();
    }

    /** @throws Refusal if there is none of that id */
    JobStatus job(String id) {
        return jobs().find(id).orElseThrow(Api::unknown);
    }

    /** @return for a study that nobody has asked for */
    static Refusal unknown() {
        return new Refusal(
                Refusal.NOT_FOUND, "id", "no study is known by it", "Ask for it again, or list /api/v1/studies");
    }

    /** Checks a study and queues it. One at a time, since unpacked pictures may be large. */
    synchronized JobStatus submit(byte[] body) {
        Submission submission = Submission.now();
        Uploads uploads = new Uploads(jobs().pictures(), submission.key());
        boolean queued = false;
        try {
            Fields fields = Body.read(body, StudyFields.names());
            StudyRequest request = new StudyReader(wiring.settings(), names(), uploads).read(fields);
            wiring.checker().check(request);
            JobStatus job = jobs().submit(request, submission, StudyReader.routes(fields));
            queued = true;
            return job;
        } catch (Rejected e) {
            throw uploads.withoutPlace(e);
        } finally {
            if (!queued) {
                uploads.forget();
            }
        }
    }
}
