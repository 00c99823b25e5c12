package org.skiagraph.diffusion.sampling.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The last few predictions, newest first. */
final class History {
    private final int most;
    private final Deque<float[]> newestFirst = new ArrayDeque<>();

    History(int most) {
        this.most = most;
    }

    void add(float[] prediction) {
        newestFirst.addFirst(prediction);
        if (newestFirst.size() > most) {
            newestFirst.removeLast();
        }
    }

    int size() {
        return newestFirst.size();
    }

    /** The prediction that many calls ago, 0 for the newest. */
    float[] back(int calls) {
        Iterator<float[]> iterator = newestFirst.iterator();
        for (int i = 0; i < calls; i++) {
            iterator.next();
        }
        return iterator.next();
    }
}
