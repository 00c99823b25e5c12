package org.skiagraph.diffusion.conditioning;

import java.util.Arrays;
import java.util.List;
import org.skiagraph.graph.Tensor;

/** Concatenation of embeddings, float32 [1, tokens, width]. */
final class Joining {
    private Joining() {}

    static Tensor.Floats alongTokens(List<Tensor.Floats> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int tokens = 0;
        for (Tensor.Floats part : parts) {
            tokens += (int) part.shape()[1];
        }
        int width = (int) parts.get(0).shape()[2];
        float[] all = new float[tokens * width];
        int at = 0;
        for (Tensor.Floats part : parts) {
            System.arraycopy(part.values(), 0, all, at, part.values().length);
            at += part.values().length;
        }
        return Tensor.of(all, 1, tokens, width);
    }

    /** The windows' masks one behind the other. */
    static long[] masks(List<Framed> windows) {
        return windows.stream()
                .flatMapToLong(window -> Arrays.stream(window.mask()))
                .toArray();
    }

    /** The first tokens, zero where the mask is. */
    static Tensor.Floats cut(Tensor.Floats context, long[] mask, int tokens) {
        int kept = Math.min(mask.length, tokens);
        int width = (int) context.shape()[2];
        float[] values = Arrays.copyOf(context.values(), kept * width);
        for (int token = 0; token < kept; token++) {
            if (mask[token] == 0) {
                Arrays.fill(values, token * width, (token + 1) * width, 0);
            }
        }
        return Tensor.of(values, 1, kept, width);
    }

    static Tensor.Floats alongWidth(List<Tensor.Floats> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int tokens = (int) parts.get(0).shape()[1];
        int width = 0;
        for (Tensor.Floats part : parts) {
            width += (int) part.shape()[2];
        }
        float[] all = new float[tokens * width];
        int column = 0;
        for (Tensor.Floats part : parts) {
            int partWidth = (int) part.shape()[2];
            for (int token = 0; token < tokens; token++) {
                System.arraycopy(part.values(), token * partWidth, all, token * width + column, partWidth);
            }
            column += partWidth;
        }
        return Tensor.of(all, 1, tokens, width);
    }
}
