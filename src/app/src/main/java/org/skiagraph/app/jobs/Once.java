package org.skiagraph.app.jobs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes wrong again and again is told once an hour. */
final class Once {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final int MOST = 100;

    private final Map<String, Long> told = new LinkedHashMap<>();

    /** Whether it has not been told lately; now it is. */
    synchronized boolean isNew(String what) {
        long now = System.nanoTime();
        Long last = told.get(what);
        if (last != null && now - last < HOUR) {
            return false;
        }
        told.remove(what);
        told.put(what, now);
        if (told.size() > MOST) {
            told.remove(told.keySet().iterator().next());
        }
        return true;
    }
}
