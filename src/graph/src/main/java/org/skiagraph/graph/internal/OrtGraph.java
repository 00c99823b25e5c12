package org.skiagraph.graph.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.skiagraph.domain.Fatal;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;

/** One session. Runs share a read lock, so that closing waits for them instead of freeing memory under them. */
final class OrtGraph implements Graph {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Path model;
    private final AtomicLong nanosInRun;
    private final Map<String, TensorInfo> inputs;
    private final Map<String, TensorInfo> outputs;
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    OrtGraph(OrtEnvironment environment, OrtSession session, Path model, AtomicLong nanosInRun) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.model = model;
        this.nanosInRun = nanosInRun;
        this.inputs = signature(session.getInputInfo(), model);
        this.outputs = signature(session.getOutputInfo(), model);
    }

    private static Map<String, TensorInfo> signature(Map<String, NodeInfo> declared, Path model) {
        Map<String, TensorInfo> signature = new LinkedHashMap<>();
        declared.forEach((name, info) -> signature.put(name, Elements.describe(name, info, model)));
        return Collections.unmodifiableMap(signature);
    }

    @Override
    public Map<String, TensorInfo> inputs() {
        return inputs;
    }

    @Override
    public Map<String, TensorInfo> outputs() {
        return outputs;
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> given, Set<String> wanted) {
        requireNames(given.keySet(), wanted);
        open.readLock().lock();
        List<OnnxTensor> made = new ArrayList<>();
        try {
            if (closed) {
                throw new Fatal(model.toString(), "the graph is closed", "Report this as a defect");
            }
            Map<String, OnnxTensor> converted = new LinkedHashMap<>();
            for (Map.Entry<String, Tensor> entry : given.entrySet()) {
                OnnxTensor tensor = convert(inputs.get(entry.getKey()), entry.getValue());
                made.add(tensor);
                converted.put(entry.getKey(), tensor);
            }
            return run(converted, wanted, nanosInRun);
        } catch (OrtException e) {
            throw OrtFailures.running(model, e);
        } finally {
            made.forEach(OnnxTensor::close);
            open.readLock().unlock();
        }
    }

    private Map<String, Tensor> run(Map<String, OnnxTensor> converted, Set<String> wanted, AtomicLong nanos)
            throws OrtException {
        long began = System.nanoTime();
        try (OrtSession.Result result = session.run(converted, wanted)) {
            nanos.addAndGet(System.nanoTime() - began);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                tensors.put(output.getKey(), Elements.toJava((OnnxTensor) output.getValue()));
            }
            return tensors;
        }
    }

    private OnnxTensor convert(TensorInfo declared, Tensor given) throws OrtException {
        long[] shape = fit(declared, given);
        return Elements.toNative(environment, declared, given, shape);
    }

    /** The given shape, or the declared one where both hold a single element; a wrong shape never reaches the runtime. */
    private long[] fit(TensorInfo declared, Tensor given) {
        long[] shape = given.shape();
        if (matches(declared, shape)) {
            return shape;
        }
        if (Tensor.size(shape) == 1) {
            long[] ones = new long[declared.rank()];
            Arrays.fill(ones, 1);
            if (matches(declared, ones)) {
                return ones;
            }
        }
        throw new Rejected(
                model + " input " + declared.name(),
                "it is declared with shape " + declared.shape() + " and was given " + Arrays.toString(shape),
                "Use a size that the graph was exported for, or export it with dynamic axes");
    }

    private static boolean matches(TensorInfo declared, long[] shape) {
        if (declared.rank() != shape.length) {
            return false;
        }
        for (int axis = 0; axis < shape.length; axis++) {
            if (!declared.accepts(axis, shape[axis])) {
                return false;
            }
        }
        return true;
    }

    private void requireNames(Set<String> given, Set<String> wanted) {
        if (!given.equals(inputs.keySet())) {
            throw new Rejected(
                    model.toString(),
                    "the graph takes " + inputs.keySet() + " and was given " + given,
                    "Name the graph's inputs in bundle.yaml, or set the family that it was exported for");
        }
        if (!outputs.keySet().containsAll(wanted)) {
            throw new Rejected(
                    model.toString(),
                    "the graph gives " + outputs.keySet() + " and " + wanted + " is wanted",
                    "Export the graph with these outputs");
        }
    }

    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new Fatal(model.toString(), "the session does not close", "Restart the program", e);
        } finally {
            open.writeLock().unlock();
        }
    }
}
