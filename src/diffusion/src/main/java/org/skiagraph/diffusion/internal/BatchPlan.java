package org.skiagraph.diffusion.internal;

import java.util.ArrayList;
import java.util.List;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.bundle.ModelBundle;

/** Which images share UNet calls. */
record BatchPlan(List<Batch> batches) {
    // A deliberately high guess at what one picture's activations take, in the shape that all these UNets have: one
    // layer
    // of self-attention over all latent pixels with 8 heads, and some twenty feature maps of 320 channels, float32, for
    // both sides of guidance.
    private static final long ATTENTION_HEADS = 8;
    private static final long FEATURE_MAPS = 20L * 320;
    private static final long BYTES = 4;
    private static final long SIDES = 2;
    private static final int MOST = 64;

    /** Images first .. first + size - 1. */
    record Batch(int first, int size) {}

    static BatchPlan of(GenerationRequest request, Size size, ModelBundle bundle, long budgetBytes) {
        int most = request.batch() > 0 ? request.batch() : mostWithin(budgetBytes, size, bundle);
        List<Batch> batches = new ArrayList<>();
        for (int first = 0; first < request.count(); first += most) {
            batches.add(new Batch(first, Math.min(most, request.count() - first)));
        }
        return new BatchPlan(List.copyOf(batches));
    }

    static int mostWithin(long budgetBytes, Size size, ModelBundle bundle) {
        long factor = bundle.latent().factor();
        int depth = size.depth().or(() -> bundle.image().depth()).orElse(1);
        long slices = Math.max(1, depth / factor);
        long pixels = slices * (size.width() / factor) * (size.height() / factor);
        long perPicture = SIDES * BYTES * (ATTENTION_HEADS * pixels * pixels + FEATURE_MAPS * pixels);
        return (int) Math.max(1, Math.min(MOST, budgetBytes / perPicture));
    }
}
