package org.skiagraph.graph.internal;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.Locale;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Fatal;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** ONNX Runtime's errors in our words. */
final class OrtFailures {
    private static final int LONGEST = 300;

    private OrtFailures() {}

    static Failure opening(Path model, OrtException e) {
        if (isOutOfMemory(e)) {
            return outOfMemory(model.toString(), e);
        }
        return new Rejected(
                model.toString(),
                "ONNX Runtime cannot open it: " + firstLine(e),
                "Export the model again, with an opset that this ONNX Runtime knows",
                e);
    }

    static Failure running(Path model, OrtException e) {
        if (isOutOfMemory(e)) {
            return outOfMemory(model.toString(), e);
        }
        return switch (e.getCode()) {
            case ORT_INVALID_ARGUMENT, ORT_RUNTIME_EXCEPTION, ORT_NOT_IMPLEMENTED, ORT_FAIL ->
                new Rejected(
                        model.toString(),
                        "the graph refuses this input: " + firstLine(e),
                        "Use another size, or export the graph with dynamic axes",
                        e);
            default ->
                new Fatal(
                        model.toString(),
                        "ONNX Runtime failed: " + firstLine(e),
                        "Run `skiagraph doctor`, and report this message",
                        e);
        };
    }

    private static Retryable outOfMemory(String where, OrtException e) {
        return new Retryable(where, "memory ran out", "Use a smaller size or batch, or free memory and try again", e);
    }

    private static boolean isOutOfMemory(OrtException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("bad_alloc")
                || message.contains("out of memory")
                || message.contains("failed to allocate memory");
    }

    /** The first line without control characters, cut to a length that a person reads. */
    static String firstLine(OrtException e) {
        String message = String.valueOf(e.getMessage()).strip();
        String line = message.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
