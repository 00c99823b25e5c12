package org.skiagraph.diffusion;

import org.skiagraph.diffusion.GeneratedImages.EffectiveSettings;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
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
     * One image of a request, with the company that it had: the others of its batch are made too, since they change its last
     * bits, and none else.
     *
     * @param request whose count does not matter
     * @return that image alone
     * @throws org.skiagraph.domain.Rejected as {@link #check}
     * @throws java.util.concurrent.CancellationException if the listener cancels, between two steps
     */
    GeneratedImages generateShared(GenerationRequest request, Shared shared, ProgressListener listener);

    /**
     * Where an image was made.
     *
     * @param index its place in the request, from 0
     * @param first of those that shared its UNet calls
     * @param batch how many they were, itself included
     */
    record Shared(int index, int first, int batch) {
        private static final int MOST = 10_000;

        public Shared {
            if (first < 0 || index < first || batch < 1 || batch > MOST || index - first >= batch) {
                throw new Rejected(
                        "batch",
                        "image " + index + " is not among " + batch + " from " + first,
                        "Give the batch that the image was made in");
            }
        }
    }

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
