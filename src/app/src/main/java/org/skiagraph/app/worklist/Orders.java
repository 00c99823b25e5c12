package org.skiagraph.app.worklist;

import java.util.Optional;
import org.skiagraph.dicom.network.WorklistAnswers;
import org.skiagraph.dicom.network.WorklistEntry;
import org.skiagraph.dicom.network.WorklistQuery;
import org.skiagraph.dicom.network.WorklistScu;
import org.skiagraph.domain.Rejected;

/** The orders of a synthetic worklist. */
public final class Orders {
    private final Worklist worklist;
    private final WorklistScu scu;

    /** @throws Rejected if the site has not said that the worklist is synthetic: nothing is asked then */
    public Orders(Worklist worklist) {
        worklist.requireSynthetic();
        this.worklist = worklist;
        this.scu = new WorklistScu(worklist.peer(), worklist.network(), worklist.tls());
    }

    public Worklist worklist() {
        return worklist;
    }

    /**
     * Those that match.
     *
     * @throws org.skiagraph.domain.Retryable if the worklist does not answer
     */
    public WorklistAnswers find(WorklistQuery query) {
        return scu.find(query.station().isPresent() ? query : at(worklist.station(), query));
    }

    /**
     * The one that matches.
     *
     * @throws Rejected if there is none, more than one, or one that is not as it should be
     */
    public WorklistEntry only(WorklistQuery query) {
        WorklistAnswers found = find(query);
        int count = found.entries().size() + found.unusable().size();
        if (count != 1) {
            throw new Rejected(
                    "worklist",
                    count == 0 ? "no entry matches" : count + " entries match",
                    "Name one by --accession and --step; 'skiagraph worklist list " + worklist.name() + "' shows them");
        }
        if (found.entries().isEmpty()) {
            throw new Rejected(
                    "worklist",
                    "the entry cannot be answered: " + found.unusable().get(0),
                    "Correct the entry in the worklist");
        }
        return found.entries().get(0);
    }

    private static WorklistQuery at(Optional<String> station, WorklistQuery query) {
        return new WorklistQuery(query.accessionNumber(), query.stepId(), query.modality(), station, query.date());
    }
}
