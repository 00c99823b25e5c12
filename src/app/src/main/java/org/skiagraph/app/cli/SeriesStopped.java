package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A series that ended early; what was finished before is told with what ended it. */
final class SeriesStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ObjectNode finished;

    /**
     * @param message how far it came
     * @param finished seed and studies
     */
    SeriesStopped(String message, ObjectNode finished, Throwable cause) {
        super(message, cause);
        this.finished = finished;
    }

    ObjectNode finished() {
        return finished;
    }
}
