package org.skiagraph.diffusion;

import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Seed;

/** The door: a bundle whose graphs are open. Thread-safe; one request at a time is the fastest. */
public interface Generator extends AutoCloseable {
    /**
     * Everything that can be wrong with a request is found here, before any sampling.
     *
     * @return the request with every default filled in, as it will be in force
     * @throws org.skiagraph.domain.Rejected naming the field and the remedy
     */
    EffectiveSettings check(GenerationRequest request);

    /**
     * @throws org.skiagraph.domain.Rejected as {@link #check}
     * @throws java.util.concurrent.CancellationException if the listener cancels, between two steps
     */
    GeneratedImages generate(GenerationRequest request, ProgressListener listener);

    /**
     * What the model makes of a prompt, word by word. Settings of the sampling are the bundle's own.
     *
     * @param seed of the noise that the network is asked on
     * @param measured whether the network is asked at all: one prediction for each word and timestep
     * @throws org.skiagraph.domain.Rejected as {@link #check}, or if the model reads no words
     * @throws java.util.concurrent.CancellationException if the listener cancels, between two predictions
     */
    PromptExplanation explain(Subject subject, Seed seed, boolean measured, ProgressListener listener);

    @Override
    void close();
}
