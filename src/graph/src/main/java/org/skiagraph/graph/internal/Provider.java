package org.skiagraph.graph.internal;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Optional;
import org.skiagraph.domain.Retryable;
import org.skiagraph.graph.ProviderChoice;
import org.skiagraph.graph.RuntimeSettings;

/**
 * The execution provider in use.
 *
 * @param reason why it is the CPU although CUDA was wished for
 */
record Provider(String name, Optional<String> reason) {
    private static final String CUDA = "CUDA";

    static Provider choose(RuntimeSettings settings) {
        if (settings.provider() == ProviderChoice.CPU) {
            return new Provider("CPU", Optional.empty());
        }
        Optional<String> obstacle = cudaObstacle(settings.deviceId());
        if (obstacle.isEmpty()) {
            return new Provider(CUDA, Optional.empty());
        }
        if (settings.provider() == ProviderChoice.AUTO) {
            return new Provider("CPU", obstacle);
        }
        throw new Retryable(
                "provider",
                "CUDA does not start: " + obstacle.get(),
                "Install the NVIDIA driver, CUDA 12 and cuDNN 9 and build with onnxruntime_gpu, or use provider cpu");
    }

    /** The list of available providers names CUDA wherever its library was compiled in; only adding it tells. */
    private static Optional<String> cudaObstacle(int deviceId) {
        try (SessionOptions probe = new SessionOptions()) {
            probe.addCUDA(deviceId);
            return Optional.empty();
        } catch (OrtException e) {
            return Optional.of(OrtFailures.firstLine(e));
        }
    }

    void addTo(SessionOptions options, int deviceId) throws OrtException {
        if (name.equals(CUDA)) {
            options.addCUDA(deviceId);
        }
    }
}
