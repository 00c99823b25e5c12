package org.skiagraph.dicom.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.marking.SiteKey;
import org.skiagraph.dicom.marking.TrustedKey;
import org.skiagraph.dicom.rejection.KeyObjectWriter;
import org.skiagraph.dicom.rejection.RejectionNote;
import org.skiagraph.dicom.segmentation.FindingCode;
import org.skiagraph.dicom.segmentation.Mask;
import org.skiagraph.dicom.segmentation.Part10SegmentationWriter;
import org.skiagraph.dicom.segmentation.SegmentationPlan;
import org.skiagraph.dicom.segmentation.SegmentationPlan.Segment;
import org.skiagraph.dicom.verification.Signature.Kind;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** A site vouches for its files. */
class SignatureTest {
    @TempDir
    Path directory;

    private SiteKey key;

    @BeforeEach
    void makeAKey() {
        key = SiteKey.create(directory.resolve("site.pem"), directory.resolve("site.pub"));
    }

    @ParameterizedTest
    @EnumSource(TransferSyntax.class)
    void aSignatureIsGoodInEveryEncodingThatTheFileIsTurnedInto(TransferSyntax syntax) throws Exception {
        Path file = write(syntax);
        assertThat(of(file)).isEqualTo(new Signature(Kind.GOOD, key.known().id(), ""));

        Path raw = directory.resolve("raw.dcm");
        assertThat(Tool.run("gdcmconv", "--raw", file.toString(), raw.toString())
                        .exitCode())
                .isZero();
        Path implicit = directory.resolve("implicit.dcm");
        assertThat(Tool.run("dcmconv", "+ti", raw.toString(), implicit.toString())
                        .exitCode())
                .isZero();
        assertThat(of(implicit).kind()).isEqualTo(Kind.GOOD);
        assertThat(new Verifier(new MarkingReader(), policy(true))
                        .verify(implicit)
                        .faults())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-m| (0008,0018)=1.2.3| are not those that were signed",
                "-m| (5347,1004)=AAAA| no signature",
                "-m| (5347,1004)=%%%%| no signature",
                "-ea| (5347,1004)| no signature",
                "-m| (0028,1050)=7| ",
                "-m| (0028,0010)=23| are not those that were signed"
            })
    void whatIsSignedCannotBeChanged(String command, String change, String reason) throws Exception {
        Path file = write(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(Tool.run("dcmodify", "-nb", command, change, file.toString()).exitCode())
                .isZero();

        // The window is no part of what is vouched for.
        assertThat(of(file).kind()).isEqualTo(reason == null ? Kind.GOOD : Kind.BAD);
        assertThat(of(file).reason()).contains(reason == null ? "" : reason);
    }

    @Test
    void onePixelAndOneLetterOfTheRecordCount() throws Exception {
        Path file = write(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 2] ^= 1;
        Path pixel = Files.write(directory.resolve("pixel.dcm"), bytes);
        bytes[bytes.length - 2] ^= 1;
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("\"seed\":42") + 8] = '3';
        Path record = Files.write(directory.resolve("record.dcm"), bytes);

        assertThat(of(pixel).kind()).isEqualTo(Kind.BAD);
        assertThat(of(record).kind()).isEqualTo(Kind.BAD);
        assertThat(new Verifier(new MarkingReader(), policy(false))
                        .verify(record)
                        .faults())
                .singleElement()
                .asString()
                .contains("signed by key " + key.known().id() + ": BAD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| GOOD",
                "-m (0062,0002)[0].(0062,0005)=other| BAD",
                "-m (0028,0010)=23| BAD",
                "-m (0028,0008)=-1| BAD",
                "-m (0028,0008)=2147483647| BAD",
                "-m (0008,1115)[0].(0008,114A)[0].(0008,1155)=1.2.3| BAD",
                "-m (5200,9230)[0].(0062,000A)[0].(0062,000B)=2| BAD",
                "-m (0008,103E)=SYNTHETIC| GOOD"
            })
    void aSegmentationIsSignedForItsMasksAndTheirNames(String change, Kind kind) throws Exception {
        Path image = write(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        BitSet pixels = new BitSet();
        pixels.set(40, 90);
        Path file = directory.resolve("segmentation.dcm");
        new Part10SegmentationWriter(Optional.of(SiteKey.read(directory.resolve("site.pem"))))
                .write(
                        image,
                        new SegmentationPlan(
                                new SegmentationPlan.Uids("2.25.1", "2.25.2", "2.25.3"),
                                1001,
                                List.of(new Segment("größer", FindingCode.NODULE, new Mask(33, 24, pixels)))),
                        file);

        Path changed = changed(file, change);

        assertThat(of(changed).kind()).isEqualTo(kind);
        assertThat(new Verifier(new MarkingReader(), policy(true))
                        .verify(changed)
                        .kind())
                .isEqualTo(kind == Kind.GOOD ? Verdict.Kind.GOOD : Verdict.Kind.WRONG);
        byte[] bytes = Files.readAllBytes(changed);
        bytes[bytes.length - 30] ^= 4;
        assertThat(of(Files.write(directory.resolve("bit.dcm"), bytes)).kind()).isEqualTo(Kind.BAD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| GOOD",
                "-m (0040,A043)[0].(0008,0100)=113039| BAD",
                "-m (0040,A375)[0].(0008,1115)[0].(0008,1199)[0].(0008,1155)=1.2.3| BAD",
                "-m (0040,A730)[1].(0008,1199)[0].(0008,1155)=1.2.3| BAD"
            })
    void aRejectionNoteIsSignedForWhatItRejectsAndWhy(String change, Kind kind) throws Exception {
        Path image = write(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Path note = new KeyObjectWriter(new MarkingReader(), Optional.of(SiteKey.read(directory.resolve("site.pem"))))
                .write(
                        new RejectionNote("2.25.1", "2.25.2", 9999, LocalDateTime.of(2026, 11, 26, 12, 0)),
                        List.of(image),
                        directory.resolve("note.dcm"));

        assertThat(of(changed(note, change)).kind()).isEqualTo(kind);
    }

    /** Changed, and in another transfer syntax. */
    private Path changed(Path file, String change) throws Exception {
        if (change != null) {
            String[] words = change.split(" ");
            assertThat(Tool.run("dcmodify", "-nb", words[0], words[1], file.toString())
                            .exitCode())
                    .isZero();
        }
        Path implicit = directory.resolve("changed.dcm");
        assertThat(Tool.run("dcmconv", "+ti", file.toString(), implicit.toString())
                        .exitCode())
                .isZero();
        return implicit;
    }

    @Test
    void whoIsNotTrustedOrDoesNotSignIsWrongOnlyWhereASignatureIsRequired() {
        Path signed = write(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        SiteKey other = SiteKey.create(directory.resolve("other.pem"), directory.resolve("other.pub"));
        SignaturePolicy trustOther = new SignaturePolicy(List.of(other.known()), false);
        SignaturePolicy requireOther = new SignaturePolicy(List.of(other.known()), true);

        assertThat(new Verifier(new MarkingReader(), trustOther).verify(signed).kind())
                .isEqualTo(Verdict.Kind.GOOD);
        assertThat(new Verifier(new MarkingReader(), requireOther)
                        .verify(signed)
                        .faults())
                .containsExactly("signed by key " + key.known().id() + ", which is none of those that are trusted");
        Path unsigned = write(Optional.empty(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(new Verifier(new MarkingReader(), policy(false))
                        .verify(unsigned)
                        .remarks())
                .isEmpty();
        assertThat(new Verifier(new MarkingReader(), policy(true))
                        .verify(unsigned)
                        .faults())
                .containsExactly("not signed");
    }

    @Test
    void keysAreReadAsOpensslWritesThemAndNeverWrittenOver() throws Exception {
        Path made = directory.resolve("openssl.pem");
        Path known = directory.resolve("openssl.pub");
        assertThat(Tool.run("openssl", "genpkey", "-algorithm", "ed25519", "-out", made.toString())
                        .exitCode())
                .isZero();
        assertThat(Tool.run("openssl", "pkey", "-in", made.toString(), "-pubout", "-out", known.toString())
                        .exitCode())
                .isZero();

        assertThat(SiteKey.read(made).known()).isEqualTo(TrustedKey.read(known));
        assertThat(TrustedKey.read(directory.resolve("site.pub"))).isEqualTo(key.known());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("site.pem"))))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> SiteKey.create(made, directory.resolve("new.pub")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> SiteKey.create(directory.resolve("new.pem"), known))
                .isInstanceOf(Rejected.class);
        assertThat(directory.resolve("new.pem")).doesNotExist();
        assertThatThrownBy(() -> SiteKey.read(known))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("no PRIVATE KEY in PEM");
        Tool.run(
                "openssl",
                "genpkey",
                "-algorithm",
                "x25519",
                "-out",
                directory.resolve("x.pem").toString());
        assertThatThrownBy(() -> SiteKey.read(directory.resolve("x.pem")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("no Ed25519 key");
    }

    private SignaturePolicy policy(boolean required) {
        return new SignaturePolicy(List.of(key.known()), required);
    }

    private Signature of(Path file) {
        return Signature.of(file, List.of(key.known()));
    }

    private Path write(TransferSyntax syntax) {
        return write(Optional.of(SiteKey.read(directory.resolve("site.pem"))), syntax);
    }

    private Path write(Optional<SiteKey> signer, TransferSyntax syntax) {
        return new Part10StudyWriter(8, signer)
                .write(
                        Plans.of("cr-chest", 1, new PixelSettings(12, syntax, false)),
                        List.of(Plans.ramp(33, 24, 1)),
                        directory,
                        ProgressListener.NONE)
                .get(0)
                .file();
    }
}
