package org.skiagraph.app.outbox;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.skiagraph.app.outbox.Destination.Dimse;
import org.skiagraph.app.outbox.Destination.Folder;
import org.skiagraph.app.outbox.Destination.Web;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Brings files to a destination, whatever it is. */
final class Carrier {
    private final Transports transports;

    Carrier(Transports transports) {
        this.transports = transports;
    }

    /**
     * @param files ours, all readable
     * @param each hears of every file as soon as it is known what became of it
     */
    void carry(List<Path> files, Destination destination, ProgressListener listener, Consumer<Outcome> each) {
        destination.requireSynthetic();
        if (destination.target() instanceof Dimse peer) {
            transports.dimse().apply(peer).send(files, peer.peer(), listener, each);
        } else if (destination.target() instanceof Web web) {
            transports.web().send(files, web.target(), listener, each);
        } else if (destination.target() instanceof Folder folder) {
            for (Path file : files) {
                if (listener.isCancelled()) {
                    return;
                }
                each.accept(copied(file, folder));
            }
        }
    }

    private Outcome copied(Path file, Folder folder) {
        try {
            Path copy = transports
                    .folders()
                    .apply(folder)
                    .add(List.of(file), folder.directory())
                    .get(0);
            return new Outcome(file, "", Outcome.Kind.STORED, 0, "copied to " + copy.getFileName());
        } catch (Rejected e) {
            return new Outcome(
                    file,
                    "",
                    Outcome.Kind.FAILED,
                    -1,
                    e.what().replace(folder.directory().toString(), "the folder"));
        }
    }
}
