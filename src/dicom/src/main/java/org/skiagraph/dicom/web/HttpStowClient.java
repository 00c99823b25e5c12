package org.skiagraph.dicom.web;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.web.internal.StowRequest;
import org.skiagraph.dicom.web.internal.StowSending;
import org.skiagraph.domain.ProgressListener;

/** {@link StowClient} over HTTP 1.1. Keeps nothing between two calls. */
public final class HttpStowClient implements StowClient {
    private final MarkedFiles markedFiles;
    private final WebSettings settings;

    /** @param markedFiles tells our files from others */
    public HttpStowClient(MarkedFiles markedFiles, WebSettings settings) {
        this.markedFiles = markedFiles;
        this.settings = settings;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A server that cannot be reached, does not know us or asks for patience is not asked again within one call: the
     * files that are left are then {@link Outcome.Kind#RETRYABLE}, as they are when the listener cancels.
     */
    @Override
    public List<Outcome> send(List<Path> files, WebTarget target, ProgressListener listener, Consumer<Outcome> each) {
        List<MarkedFile> ours = files.stream().map(markedFiles::read).toList();
        if (ours.isEmpty()) {
            return List.of();
        }
        return new StowSending(new StowRequest(target, settings), ours, listener, each).run(settings);
    }
}
