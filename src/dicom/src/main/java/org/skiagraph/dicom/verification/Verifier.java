package org.skiagraph.dicom.verification;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.skiagraph.dicom.file.WrittenImage;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.CompressedPixels;
import org.skiagraph.dicom.internal.toolkit.Part10;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.template.internal.ObjectCheck;
import org.skiagraph.dicom.verification.Verdict.Kind;
import org.skiagraph.domain.Rejected;

/** Looks at files that say, or should say, that they are synthetic. */
public final class Verifier {
    private static final int PREAMBLE = 128;
    private static final String DIRECTORY_RECORDS = "00041220";
    private static final byte[] MAGIC = {'D', 'I', 'C', 'M'};

    private final MarkedFiles markedFiles;
    private final SignaturePolicy signatures;

    public Verifier(MarkedFiles markedFiles, SignaturePolicy signatures) {
        this.markedFiles = markedFiles;
        this.signatures = signatures;
    }

    /**
     * Looks at one file: marks, record, signature, values against their VR, what its IOD asks for, pixels. A file counts as DICOM by
     * its "DICM", or by its name's end in .dcm.
     *
     * @throws Rejected if there is no such file
     */
    public Verdict verify(Path file) {
        if (!isDicom(file)) {
            return new Verdict(file, Kind.NOT_DICOM, List.of(), List.of(), Optional.empty());
        }
        if (isDirectory(file)) {
            String remark = "a DICOMDIR, which only lists others";
            return new Verdict(file, Kind.NOT_DICOM, List.of(), List.of(remark), Optional.empty());
        }
        MarkedFile marked;
        try {
            marked = markedFiles.read(file);
        } catch (Rejected e) {
            return new Verdict(file, Kind.WRONG, List.of(e.what()), List.of(), Optional.empty());
        }
        List<String> faults = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        object(marked, faults, remarks);
        signatures.judge(Signature.of(file, signatures.trusted()), faults, remarks);
        return new Verdict(file, faults.isEmpty() ? Kind.GOOD : Kind.WRONG, faults, remarks, Optional.of(marked));
    }

    private static boolean isDicom(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(PREAMBLE + MAGIC.length);
            return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".dcm")
                    || (head.length == PREAMBLE + MAGIC.length
                            && Arrays.equals(head, PREAMBLE, head.length, MAGIC, 0, MAGIC.length));
        } catch (IOException e) {
            throw new Rejected(file.toString(), "it cannot be read", "Name a file that you may read", e);
        }
    }

    /** A file-set's directory has records and is no instance (PS3.3 F.3); an instance cannot hide behind the records. */
    private static boolean isDirectory(Path file) {
        try {
            DicomJson dataset = Part10.readHeader(file).dataset();
            return dataset.has(DIRECTORY_RECORDS) && !dataset.has(Tags.SOP_CLASS_UID);
        } catch (IOException | RuntimeException e) {
            // The toolkit throws of its own kind; what is wrong is said when the marks are looked for.
            return false;
        }
    }

    private static void object(MarkedFile marked, List<String> faults, List<String> remarks) {
        Part10.Header header;
        try {
            header = Part10.readHeader(marked.file());
        } catch (IOException e) {
            faults.add("it is not a DICOM file that can be read");
            return;
        }
        if (!ObjectCheck.knows(marked.sopClassUid())) {
            remarks.add("its SOP class " + marked.sopClassUid() + " is none that images are written as, so that only"
                    + " marking and record were looked at");
            return;
        }
        faults.addAll(ObjectCheck.faults(header.dataset()));
        pixels(marked, faults, remarks);
    }

    private static void pixels(MarkedFile marked, List<String> faults, List<String> remarks) {
        if (CompressedPixels.areMissingFor(marked.transferSyntaxUid())) {
            remarks.add("its pixels were not decoded: this build has no codec for them");
            return;
        }
        try {
            WrittenImage.read(marked.file());
        } catch (Rejected e) {
            faults.add(e.what());
        }
    }
}
