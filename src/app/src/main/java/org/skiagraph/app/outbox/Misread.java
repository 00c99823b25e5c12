package org.skiagraph.app.outbox;

import java.util.Optional;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;

/**
 * A destination that cannot be understood now. Who names it is told why; what its rules match waits for it.
 *
 * @param routing its rules; empty if they cannot be understood either, or synthetic objects may not go there
 */
public record Misread(String name, Optional<Routing> routing, String where, String what, String remedy) {
    public static Misread of(String name, Optional<Routing> routing, Failure failure) {
        return new Misread(name, routing, failure.where(), failure.what(), failure.remedy());
    }

    public Rejected failure() {
        return new Rejected(where, what, remedy);
    }
}
