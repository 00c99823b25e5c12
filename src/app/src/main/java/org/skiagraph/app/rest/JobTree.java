package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.skiagraph.app.documents.RecordTree;
import org.skiagraph.app.documents.ResultTree;
import org.skiagraph.app.jobs.JobStatus;
import org.skiagraph.app.outbox.JobSummary;
import org.skiagraph.app.studies.WrittenStudy;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.domain.Progress;

/** How a job stands, as a tree. Durations are in seconds. */
final class JobTree {
    private static final double MILLIS = 1000;

    private JobTree() {}

    static ObjectNode of(JobStatus status) {
        ObjectNode tree = head(status.job());
        status.progress().ifPresent(progress -> tree.set("progress", progress(progress)));
        status.study()
                .ifPresent(study -> tree.set("study", study(study, status.job().warnings())));
        status.failure().ifPresent(failure -> tree.set("failure", Problem.tree(failure)));
        return tree;
    }

    /** As a list shows it. */
    static ObjectNode of(JobSummary job) {
        ObjectNode tree = head(job).put("queued", job.queued().toString());
        job.failure().ifPresent(failure -> tree.set("failure", Problem.tree(failure)));
        return tree;
    }

    private static ObjectNode head(JobSummary job) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("id", job.key())
                .put("state", job.state().word());
        job.destinations().forEach(tree.putArray("to")::add);
        return tree;
    }

    private static ObjectNode progress(Progress progress) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("stage", progress.stage())
                .put("done", progress.done())
                .put("total", progress.total())
                .put("elapsed", progress.elapsed().toMillis() / MILLIS);
        progress.remaining().ifPresent(left -> tree.put("remaining", left.toMillis() / MILLIS));
        return tree;
    }

    private static ObjectNode study(WrittenStudy study, List<String> warnings) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("folder", study.directory().getFileName().toString())
                .put("seed", study.record().request().seed())
                .put("model", study.record().bundle().name())
                .put("template", study.record().template().name());
        ArrayNode instances = tree.putArray("instances");
        for (Instance instance : study.instances()) {
            instances
                    .addObject()
                    .put("number", instances.size())
                    .put("file", instance.file().getFileName().toString())
                    .setAll(ResultTree.instance(instance));
        }
        tree.set("settings", RecordTree.settings(study.record()));
        tree.set("runtime", RecordTree.runtime(study.record()));
        warnings.forEach(tree.putArray("warnings")::add);
        return tree;
    }
}
