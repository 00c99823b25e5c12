package org.skiagraph.dicom.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.media.internal.MediaFolder;

/** {@link MediaWriter} of plain folders: DIRECTORY/STUDY-UID/SOP-UID.dcm, in whatever transfer syntax a file has. */
public final class FolderWriter implements MediaWriter {
    private final MarkedFiles markedFiles;

    /** @param markedFiles tells our files from others */
    public FolderWriter(MarkedFiles markedFiles) {
        this.markedFiles = markedFiles;
    }

    @Override
    public List<Path> add(List<Path> files, Path directory) {
        List<MarkedFile> ours = files.stream().map(markedFiles::read).toList();
        List<Path> places = new ArrayList<>();
        try (MediaFolder folder = MediaFolder.open(directory)) {
            for (MarkedFile file : ours) {
                places.add(folder.copy(file.file(), List.of(file.studyInstanceUid(), file.sopInstanceUid() + ".dcm")));
            }
        }
        return places;
    }
}
