package org.skiagraph.app.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.graph.RuntimeDescription;

/** How a study came to be, as a tree. */
public final class ResultTree {
    private ResultTree() {}

    /** Every setting that was in force. */
    public static ObjectNode settings(EffectiveSettings settings) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("scheduler", settings.scheduler())
                .put("numInferenceSteps", settings.numInferenceSteps())
                .put("guidanceScale", settings.guidanceScale())
                .put("guidanceRescale", settings.guidanceRescale())
                .put("guidanceStart", settings.guidanceStart())
                .put("guidanceStop", settings.guidanceStop())
                .put("eta", settings.eta())
                .put("longPrompt", settings.longPrompt())
                .put("promptWeights", settings.promptWeights())
                .put("width", settings.width())
                .put("height", settings.height());
        settings.depth().ifPresent(depth -> tree.put("depth", depth));
        settings.prior().ifPresent(prior -> tree.putObject("prior")
                .put("numInferenceSteps", prior.numInferenceSteps())
                .put("guidanceScale", prior.guidanceScale()));
        tree.set("schedulerConfig", JsonValues.tree(settings.schedulerConfig()));
        return tree;
    }

    /** A file's identity and size; where it is, each tells in its own way. */
    public static ObjectNode instance(Instance instance) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("studyInstanceUid", instance.studyInstanceUid())
                .put("seriesInstanceUid", instance.seriesInstanceUid())
                .put("sopInstanceUid", instance.sopInstanceUid())
                .put("sopClassUid", instance.sopClassUid())
                .put("transferSyntaxUid", instance.transferSyntaxUid())
                .put("bytes", instance.bytes());
    }

    /** What it ran on. */
    public static ObjectNode runtime(RuntimeDescription runtime) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("provider", runtime.provider())
                .put("onnxRuntimeVersion", runtime.onnxRuntimeVersion())
                .put("instructionSet", runtime.instructionSet())
                .put("threads", runtime.intraOpThreads());
    }
}
