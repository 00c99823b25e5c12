package org.skiagraph.app.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.skiagraph.domain.GenerationRecord;

/** How an image came to be, as its own record tells it: under the names of {@link ResultTree}. */
public final class RecordTree {
    private RecordTree() {}

    /** Every setting that was in force. */
    public static ObjectNode settings(GenerationRecord record) {
        GenerationRecord.Sampling sampling = record.sampling();
        GenerationRecord.Request request = record.request();
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("scheduler", sampling.scheduler())
                .put("numInferenceSteps", sampling.numInferenceSteps())
                .put("guidanceScale", sampling.guidanceScale())
                .put("guidanceRescale", sampling.guidanceRescale())
                .put("guidanceStart", sampling.guidanceStart())
                .put("guidanceStop", sampling.guidanceStop())
                .put("eta", sampling.eta())
                .put("longPrompt", request.longPrompt())
                .put("promptWeights", request.promptWeights())
                .put("width", request.width())
                .put("height", request.height());
        request.depth().ifPresent(depth -> tree.put("depth", depth));
        sampling.prior().ifPresent(prior -> tree.putObject("prior")
                .put("numInferenceSteps", prior.numInferenceSteps())
                .put("guidanceScale", prior.guidanceScale()));
        tree.set("schedulerConfig", JsonValues.tree(sampling.schedulerConfig()));
        return tree;
    }

    /** What it ran on. */
    public static ObjectNode runtime(GenerationRecord record) {
        GenerationRecord.Execution execution = record.execution();
        return JsonNodeFactory.instance
                .objectNode()
                .put("provider", execution.provider())
                .put("onnxRuntimeVersion", execution.onnxRuntimeVersion())
                .put("instructionSet", execution.instructionSet())
                .put("threads", execution.threads());
    }
}
