package org.skiagraph.diffusion.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Compares arrays, and keeps the worst difference of each system for the report. */
final class Closeness {
    /** System to its worst difference as a share of the tolerance, with the place. */
    private static final Map<String, Worst> WORST = new ConcurrentSkipListMap<>();

    private Closeness() {}

    private record Worst(double difference, double tolerance, String place) {
        double share() {
            return tolerance == 0 ? 0 : difference / tolerance;
        }
    }

    static void check(Path caseDir, String file, float[] ours, float[] theirs, double tolerance) {
        assertThat(ours).as(file + " of ours").isNotNull().hasSameSizeAs(theirs);
        double worst = 0;
        for (int i = 0; i < theirs.length; i++) {
            double difference = Math.abs((double) ours[i] - theirs[i]);
            // Written so that NaN is the worst of all.
            worst = difference <= worst ? worst : difference;
        }
        String system = caseDir.getParent().getParent().getFileName().toString();
        Worst now = new Worst(worst, tolerance, caseDir.getFileName() + "/" + file);
        WORST.merge(system, now, (old, next) -> next.share() > old.share() ? next : old);
        assertThat(worst).as("largest difference in " + file).isLessThanOrEqualTo(tolerance);
    }

    /** One line per system. */
    static String report() {
        StringBuilder lines = new StringBuilder();
        WORST.forEach((system, worst) -> lines.append(String.format(
                java.util.Locale.ROOT,
                "%-22s worst difference %.1e of %.1e allowed (%s)%n",
                system,
                worst.difference(),
                worst.tolerance(),
                worst.place())));
        return lines.toString();
    }
}
