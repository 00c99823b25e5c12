package org.skiagraph.app.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.jobs.Job;
import org.skiagraph.app.jobs.Jobs;
import org.skiagraph.app.studies.StudyRequest;
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
        return wiring.jobs();
    }

    /** @throws Refusal if there is none of that id */
    Job job(String id) {
        return jobs().find(id)
                .orElseThrow(() -> new Refusal(
                        Refusal.NOT_FOUND,
                        "id",
                        "no study is known by it",
                        "Ask for it again; studies are known as long as the server runs"));
    }

    /**
     * Checks a study, queues it, and gives its id. Its pictures are kept until it has ended. One at a time, since unpacked
     * they may be large.
     */
    synchronized String submit(byte[] body) {
        Settings settings = wiring.settings();
        Uploads uploads = new Uploads();
        try {
            Fields fields = Body.read(body, StudyFields.names());
            StudyRequest request = new StudyReader(settings, names(), uploads).read(fields);
            wiring.checker().check(request);
            String id = jobs().submit(request);
            jobs().watch(id, job -> closeAtEnd(job, uploads));
            return id;
        } catch (Rejected e) {
            uploads.close();
            throw uploads.withoutPlace(e);
        } catch (RuntimeException e) {
            uploads.close();
            throw e;
        }
    }

    private static void closeAtEnd(Job job, Uploads uploads) {
        if (job.state().isEnd()) {
            uploads.close();
        }
    }
}
