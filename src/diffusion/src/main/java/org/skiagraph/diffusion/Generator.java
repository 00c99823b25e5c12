package org.skiagraph.diffusion;

import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.domain.ProgressListener;

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

    @Override
    void close();
}
