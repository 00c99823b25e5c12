package org.skiagraph.graph.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.GraphFile;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.RuntimeDescription;
import org.skiagraph.graph.RuntimeSettings;
import org.skiagraph.graph.WeightEdits;

/** Sessions on the process's one environment, all with the same options. */
public final class OrtGraphs implements Graphs {
    private final OrtEnvironment environment;
    private final RuntimeSettings settings;
    private final Provider provider;
    private final RuntimeDescription description;
    private final AtomicLong nanosInRun = new AtomicLong();

    private OrtGraphs(OrtEnvironment environment, RuntimeSettings settings, Provider provider) {
        this.environment = environment;
        this.settings = settings;
        this.provider = provider;
        this.description = new RuntimeDescription(
                provider.name(),
                environment.getVersion(),
                InstructionSet.ofThisMachine(),
                threads(),
                provider.reason());
    }

    public static OrtGraphs start(RuntimeSettings settings) {
        // Warnings would go to standard error in ONNX Runtime's own form; errors reach us as exceptions anyway.
        OrtEnvironment environment =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "skiagraph");
        return new OrtGraphs(environment, settings, Provider.choose(settings));
    }

    @Override
    public RuntimeDescription description() {
        return description;
    }

    @Override
    public Graph open(Path model, WeightEdits edits) {
        GraphFile.inspect(model);
        try (SessionOptions options = options()) {
            OrtSession session = session(model, edits, options);
            return new OrtGraph(environment, session, model, nanosInRun);
        } catch (OrtException e) {
            throw OrtFailures.opening(model, e);
        }
    }

    private OrtSession session(Path model, WeightEdits edits, SessionOptions options) throws OrtException {
        if (edits.names().isEmpty()) {
            return environment.createSession(model.toString(), options);
        }
        // Bytes have no place of their own: weights that stay beside the file are looked for there.
        options.addConfigEntry(
                "session.model_external_initializers_file_folder_path",
                model.toAbsolutePath().getParent().toString());
        return environment.createSession(WeightWriter.write(model, edits), options);
    }

    private SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
        options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setIntraOpNumThreads(threads());
        options.setInterOpNumThreads(1);
        options.setDeterministicCompute(true);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        provider.addTo(options, settings.deviceId());
        return options;
    }

    private int threads() {
        return settings.intraOpThreads() > 0
                ? settings.intraOpThreads()
                : Runtime.getRuntime().availableProcessors();
    }

    @Override
    public long nanosInRun() {
        return nanosInRun.get();
    }

    /** The environment is the process's, and ends with it. */
    @Override
    public void close() {}
}
