package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.skiagraph.app.documents.ResultTree;
import org.skiagraph.app.jobs.Job;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.domain.Progress;

/** How a job stands, as a tree. Times are in seconds. */
final class JobTree {
    private static final double MILLIS = 1000;

    private JobTree() {}

    static ObjectNode of(Job job) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("id", job.id())
                .put("state", job.state().word());
        job.progress().ifPresent(progress -> tree.set("progress", progress(progress)));
        job.result().ifPresent(result -> tree.set("study", study(result)));
        job.failure().ifPresent(failure -> tree.set("failure", Problem.tree(failure)));
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

    private static ObjectNode study(StudyResult result) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("folder", result.directory().getFileName().toString())
                .put("seed", result.seed())
                .put("model", result.model())
                .put("template", result.template());
        ArrayNode instances = tree.putArray("instances");
        for (Instance instance : result.instances()) {
            instances
                    .addObject()
                    .put("number", instances.size())
                    .put("file", instance.file().getFileName().toString())
                    .setAll(ResultTree.instance(instance));
        }
        tree.set("settings", ResultTree.settings(result.settings()));
        tree.set("runtime", ResultTree.runtime(result.runtime()));
        result.warnings().forEach(tree.putArray("warnings")::add);
        return tree;
    }
}
