package org.skiagraph.dicom.web.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.web.WebSettings;

/** Files of one request, by their places: from the first to before the last. */
record Portion(int from, int to) {
    /** Portions within the bounds; a file that is larger than all that goes alone. */
    static List<Portion> of(List<MarkedFile> files, WebSettings settings) {
        List<Portion> portions = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < files.size(); i++) {
            long size = size(files.get(i));
            if (i > from && (i - from == settings.mostInstances() || bytes + size > settings.mostBytes())) {
                portions.add(new Portion(from, i));
                from = i;
                bytes = 0;
            }
            bytes += size;
        }
        portions.add(new Portion(from, files.size()));
        return portions;
    }

    int size() {
        return to - from;
    }

    List<MarkedFile> files(List<MarkedFile> all) {
        return all.subList(from, to);
    }

    /** The second half first. */
    List<Portion> halves() {
        int middle = from + size() / 2;
        return List.of(new Portion(middle, to), new Portion(from, middle));
    }

    private static long size(MarkedFile file) {
        try {
            return Files.size(file.file());
        } catch (IOException hasGone) {
            return 0;
        }
    }
}
