package org.skiagraph.diffusion.bundle;

import java.util.List;
import org.skiagraph.diffusion.bundle.internal.FamilyData;

/** The families that this build knows by name. */
public final class Families {
    private Families() {}

    /** What a manifest's {@code family} may be without a {@code conditioning} of its own. */
    public static List<String> names() {
        return FamilyData.names();
    }
}
