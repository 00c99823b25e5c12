package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.domain.Rejected;

class PeerTest {
    @Test
    void readsTitleHostAndPort() {
        assertThat(Peer.parse("ARCHIVE@pacs.example:104", "SKIAGRAPH"))
                .isEqualTo(new Peer("ARCHIVE", "pacs.example", 104, "SKIAGRAPH"));
    }

    @Test
    void readsAnIpV6AddressInBrackets() {
        Peer peer = Peer.parse("ARCHIVE@[fe80::1]:11112", "SKIAGRAPH");

        assertThat(peer.host()).isEqualTo("fe80::1");
        assertThat(peer).hasToString("ARCHIVE@[fe80::1]:11112");
    }

    @Test
    void titleMayHoldBlanksAndAnAtSign() {
        assertThat(Peer.parse(" MY ARCHIVE@2 @host:1", " ME ").calledAeTitle()).isEqualTo("MY ARCHIVE@2");
        assertThat(Peer.parse("A@host:1", " ME ").callingAeTitle()).isEqualTo("ME");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ARCHIVE              | has no @",
                "ARCHIVE@host         | no :port",
                "ARCHIVE@[::1]        | no :port",
                "ARCHIVE@::1:104      | more than one colon",
                "ARCHIVE@host:0       | port 0",
                "ARCHIVE@host:65536   | port 65536",
                "ARCHIVE@host:x       | \"x\" where a port",
                "ARCHIVE@host:        | \"\" where a port",
                "ARCHIVE@host:-1      | \"-1\" where a port",
                "ARCHIVE@:104         | no host",
                "ARCHIVE@a b:104      | no host",
                "@host:104            | 0 characters",
                "SEVENTEEN_LETTERS@host:104 | 17 characters",
                "BACK\\SLASH@host:104 | a character that an AE title must not have",
                "\u00dcMLAUT@host:104 | a character that an AE title must not have",
            })
    void rejectsWhatIsNoPeerAndShowsTheForm(String text, String complaint) {
        assertThatThrownBy(() -> Peer.parse(text, "SKIAGRAPH"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(complaint)
                .hasMessageContaining("AET@host:port");
    }

    @Test
    void namesOurOwnTitleWhereThatIsWrong() {
        assertThatThrownBy(() -> Peer.parse("A@host:1", "TAB\tTITLE")).hasMessageStartingWith("calling AE title");
    }
}
