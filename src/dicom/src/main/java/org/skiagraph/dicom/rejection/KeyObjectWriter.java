package org.skiagraph.dicom.rejection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiagraph.dicom.dataset.internal.CharacterSet;
import org.skiagraph.dicom.file.internal.AtomicFile;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.Encoding;
import org.skiagraph.dicom.internal.toolkit.Part10;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.marking.Marking;
import org.skiagraph.dicom.marking.SignedContent;
import org.skiagraph.dicom.marking.Signing;
import org.skiagraph.dicom.marking.SiteKey;
import org.skiagraph.dicom.rejection.internal.KeyObject;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Writes rejection notes as Key Object Selections, and reads their marking back before anybody sees them. */
public final class KeyObjectWriter implements RejectionNoteWriter {
    private final MarkedFiles markedFiles;
    private final Optional<SiteKey> siteKey;

    /**
     * @param markedFiles tells our files from others
     * @param siteKey signs every note; empty leaves them unsigned
     */
    public KeyObjectWriter(MarkedFiles markedFiles, Optional<SiteKey> siteKey) {
        this.markedFiles = markedFiles;
        this.siteKey = siteKey;
    }

    @Override
    public Path write(RejectionNote note, List<Path> rejected, Path file) {
        List<MarkedFile> instances = rejected.stream().map(markedFiles::read).toList();
        if (instances.isEmpty()) {
            throw new Rejected("rejected", "there is nothing to reject", "Name at least one file");
        }
        MarkedFile first = instances.get(0);
        for (MarkedFile instance : instances) {
            if (!instance.studyInstanceUid().equals(first.studyInstanceUid())) {
                throw new Rejected(
                        instance.file().toString(),
                        "it is of another study than " + first.file(),
                        "Write a note for each study");
            }
        }
        DicomJson dataset = KeyObject.of(note, datasetOf(first.file()), instances);
        Marking.applyToDocument(dataset, first.record());
        siteKey.ifPresent(key -> Signing.apply(dataset, key, SignedContent.ofSelection(dataset)));
        CharacterSet.declare(dataset);
        AtomicFile.write(file, bytes(note, dataset), markedFiles::read);
        return file;
    }

    private static byte[] bytes(RejectionNote note, DicomJson dataset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Encoding.head(Tags.KEY_OBJECT_SELECTION, note.sopInstanceUid()));
        out.writeBytes(Encoding.dataset(dataset));
        return out.toByteArray();
    }

    private static DicomJson datasetOf(Path file) {
        try {
            return Part10.readHeader(file).dataset();
        } catch (IOException e) {
            throw new Retryable(file.toString(), "it cannot be read any more", "Try again", e);
        }
    }
}
