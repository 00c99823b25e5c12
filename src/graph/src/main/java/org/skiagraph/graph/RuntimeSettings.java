package org.skiagraph.graph;

/**
 * How graphs are run.
 *
 * @param provider CPU unless asked otherwise
 * @param intraOpThreads threads inside one operator; 0 means one per core
 * @param deviceId CUDA device, from 0
 */
public record RuntimeSettings(ProviderChoice provider, int intraOpThreads, int deviceId) {
    public static final RuntimeSettings DEFAULT = new RuntimeSettings(ProviderChoice.CPU, 0, 0);

    public RuntimeSettings {
        if (intraOpThreads < 0 || deviceId < 0) {
            throw new IllegalArgumentException("threads " + intraOpThreads + ", device " + deviceId);
        }
    }
}
