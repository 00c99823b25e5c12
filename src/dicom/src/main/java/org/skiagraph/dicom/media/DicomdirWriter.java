package org.skiagraph.dicom.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.internal.AtomicFile;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.media.internal.DicomdirFile;
import org.skiagraph.dicom.media.internal.FileSet;
import org.skiagraph.dicom.media.internal.MediaFolder;
import org.skiagraph.domain.Rejected;

/**
 * {@link MediaWriter} of file-sets with a DICOMDIR, after the general purpose profiles (PS3.11 Annex D), whose only
 * uncompressed transfer syntax is Explicit VR Little Endian: files in another are rejected.
 */
public final class DicomdirWriter implements MediaWriter {
    private static final String DICOMDIR = "DICOMDIR";

    private final MarkedFiles markedFiles;

    /** @param markedFiles tells our files from others */
    public DicomdirWriter(MarkedFiles markedFiles) {
        this.markedFiles = markedFiles;
    }

    @Override
    public List<Path> add(List<Path> files, Path directory) {
        List<MarkedFile> ours = files.stream().map(markedFiles::read).toList();
        ours.forEach(DicomdirWriter::check);
        try (MediaFolder folder = MediaFolder.open(directory)) {
            Path dicomdir = folder.path(DICOMDIR);
            FileSet fileSet = DicomdirFile.read(dicomdir);
            List<Path> places = new ArrayList<>();
            for (MarkedFile file : ours) {
                places.add(folder.copy(file.file(), fileSet.add(file)));
            }
            // Last: a file that no record names yet is nobody's, a record without its file would be a defect.
            AtomicFile.write(dicomdir, DicomdirFile.bytes(fileSet));
            return places;
        }
    }

    private static void check(MarkedFile file) {
        if (!file.transferSyntaxUid().equals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid())) {
            throw new Rejected(
                    file.file().toString(),
                    "media with a DICOMDIR hold Explicit VR Little Endian, and it is in " + file.transferSyntaxUid(),
                    "Write studies for media with the transfer syntax explicit, or use a plain folder");
        }
    }
}
