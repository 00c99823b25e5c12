package org.skiagraph.app.doctor;

import java.util.List;

/** Java, cores and memory. */
final class Machine {
    private static final int OLDEST_JAVA = 17;
    private static final long LEAST_HEAP = 256L << 20;

    private Machine() {}

    static List<Finding> examine() {
        return List.of(java(), memory());
    }

    private static Finding java() {
        Runtime.Version version = Runtime.version();
        String what = System.getProperty("java.vm.name", "Java") + " " + version;
        return version.feature() >= OLDEST_JAVA
                ? Finding.good("java", what)
                : Finding.broken("java", what, "Install Java 17 or newer");
    }

    private static Finding memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String what = Runtime.getRuntime().availableProcessors() + " cores, heap up to " + (heap >> 20) + " MiB";
        return heap >= LEAST_HEAP
                ? Finding.good("machine", what)
                : Finding.remark("machine", what, "Give Java more with -Xmx1g if it runs out");
    }
}
