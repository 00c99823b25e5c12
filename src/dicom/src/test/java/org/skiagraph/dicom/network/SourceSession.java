package org.skiagraph.dicom.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.peers.FreePort;
import org.skiagraph.dicom.peers.OrthancProcess;
import org.skiagraph.dicom.peers.StoreScpProcess;
import org.skiagraph.dicom.source.SourceFiles;
import org.skiagraph.dicom.source.SourceOptions;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.dicom.source.Sources;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.ProgressListener;

/** Run within a network of its own: Orthanc, a few images in it, and what we fetch of them. */
final class SourceSession {
    private final Path directory;
    private final OrthancProcess orthanc;
    private final int movePort;
    private final Properties result = new Properties();

    private SourceSession(Path directory, OrthancProcess orthanc, int movePort) {
        this.directory = directory;
        this.orthanc = orthanc;
        this.movePort = movePort;
    }

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        Path directory = file.resolveSibling("orthanc");
        SourceSession session;
        int movePort = FreePort.find();
        try (OrthancProcess orthanc = OrthancProcess.start(directory, "SKIAGRAPH", movePort)) {
            session = new SourceSession(directory, orthanc, movePort);
            session.meet();
        }
        new OtherArchives(file.resolveSibling("archive"), session.result).run();
        session.result.store(Files.newBufferedWriter(file, StandardCharsets.UTF_8), null);
    }

    private void meet() throws Exception {
        Path one = image("A1", "1.2.3.1", 10, 200);
        image("A2", "1.2.3.2", 20, 100);
        image("A2", "1.2.3.3", 30, 100);
        Path compressed = Studies.one(directory, "cr-chest", TransferSyntax.JPEG_LS_LOSSLESS);
        new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT)
                .send(List.of(compressed), Peer.parse(orthanc.address(), "SKIAGRAPH"), ProgressListener.NONE);
        var marked = new MarkingReader().read(compressed);
        SourceScu get = scu("SKIAGRAPH");
        put("by uids", same(one, "study=1.2.1,series=1.2.2,instance=1.2.3.1", get));
        put("by accession", same(one, "accession=A1", get));
        put("compressed", same(compressed, "study=" + marked.studyInstanceUid(), get));
        put("none", failure("SKIAGRAPH", "accession=NOWHERE"));
        put("many", failure("SKIAGRAPH", "accession=A2"));
        put("without a study", failure("SKIAGRAPH", "instance=1.2.3.1"));
        put("stranger", failure("STRANGER", "accession=A1"));
        move(one, compressed, "study=" + marked.studyInstanceUid());
        moveTroubles();
    }

    private void move(Path one, Path compressed, String ofCompressed) {
        put("moved", same(one, "accession=A1", mover(movePort)));
        put("moved compressed", same(compressed, ofCompressed, mover(movePort)));
        put("moved many", failure(mover(movePort), "accession=A2"));
    }

    private void moveTroubles() throws IOException {
        int elsewhere = FreePort.find();
        put("not reached", failure(mover(elsewhere), "accession=A1"));
        try (StoreScpProcess other = StoreScpProcess.startAt(movePort, directory.resolve("other"))) {
            put("moved elsewhere", failure(mover(elsewhere), "accession=A1"));
            put("elsewhere has", other.received().size());
            put("address taken", failure(mover(movePort), "accession=A1"));
        }
        put("left over", Files.exists(directory.resolve("none.dcm")));
    }

    private Path image(String accession, String instance, int... greys) throws Exception {
        Attributes image = SourceFiles.grey(2, 1, greys);
        String of = accession.equals("A1") ? "" : ".2";
        image.setString(Tag.SOPInstanceUID, VR.UI, instance);
        image.setString(Tag.StudyInstanceUID, VR.UI, "1.2.1" + of);
        image.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.2" + of);
        image.setString(Tag.AccessionNumber, VR.SH, accession);
        image.setString(Tag.PatientID, VR.LO, accession);
        Path file = SourceFiles.write(directory.resolve(instance + ".dcm"), image);
        Tool.Result sent = Tool.run(
                "storescu",
                "-aet",
                "SKIAGRAPH",
                "-aec",
                OrthancProcess.AE_TITLE,
                "127.0.0.1",
                Integer.toString(orthanc.dicomPort()),
                file.toString());
        if (sent.exitCode() != 0) {
            throw new IllegalStateException(sent.output());
        }
        return file;
    }

    /** Whether what is fetched has the pixels of a file. */
    private String same(Path file, String query, SourceScu scu) {
        Path fetched = directory.resolve("fetched-" + result.size() + ".dcm");
        scu.fetch(SourceQuery.parse("image", query), fetched);
        float[] there = Sources.read(file, SourceOptions.DEFAULT).pixels().samples();
        float[] here = Sources.read(fetched, SourceOptions.DEFAULT).pixels().samples();
        return Arrays.equals(there, here) ? "equal" : "different";
    }

    private String failure(String callingTitle, String query) {
        return failure(scu(callingTitle), query);
    }

    private String failure(SourceScu scu, String query) {
        try {
            scu.fetch(SourceQuery.parse("image", query), directory.resolve("none.dcm"));
            return "fetched";
        } catch (Failure e) {
            return e.getMessage();
        }
    }

    private SourceScu scu(String callingTitle) {
        return new SourceScu(Peer.parse(orthanc.address(), callingTitle), NetworkSettings.DEFAULT);
    }

    private SourceScu mover(int port) {
        return new SourceScu(
                Peer.parse(orthanc.address(), "SKIAGRAPH"),
                NetworkSettings.DEFAULT,
                Optional.empty(),
                Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    private void put(String key, Object value) {
        result.setProperty(key, value.toString());
    }
}
