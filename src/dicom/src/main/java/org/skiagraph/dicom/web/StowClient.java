package org.skiagraph.dicom.web;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.domain.ProgressListener;

/** The door to STOW-RS (PS3.18 10.5). */
public interface StowClient {
    /**
     * Sends files in bounded requests, streamed from the disk. Stored is only what the answer names in Referenced SOP
     * Sequence (0008,1199), whatever its HTTP status.
     *
     * @param each hears of every file once, as soon as its request is answered and before the next one is made; what it
     *     throws ends the sending and comes out of here
     * @return one outcome per file, in order, whatever happened on the way
     * @throws org.skiagraph.domain.Rejected if a file is not one of ours, or the TLS files are not what they should be;
     *     nothing is sent then
     */
    List<Outcome> send(List<Path> files, WebTarget target, ProgressListener listener, Consumer<Outcome> each);
}
