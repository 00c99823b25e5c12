package org.skiagraph.app.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.domain.Rejected;

class DestinationTest {
    @Test
    void titleHostAndPortAreRead() {
        assertThat(Destination.parse("to", "ORTHANC@pacs.example.org:4242", "ME"))
                .isEqualTo(new Peer("ORTHANC", "pacs.example.org", 4242, "ME"));
    }

    @Test
    void anIpv6AddressStandsInBracketsAndComesBackSo() {
        Peer peer = Destination.parse("to", "MY PACS@[::1]:104", "ME");

        assertThat(peer.host()).isEqualTo("::1");
        assertThat(peer).hasToString("MY PACS@[::1]:104");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ORTHANC",
                "@host:1",
                " @host:1",
                "A@host",
                "A@:1",
                "A@host:",
                "A@host:0",
                "A@host:65536",
                "A@host:-1",
                "A@host:1x",
                "SEVENTEENLETTERSX@host:1",
                "A\\B@host:1",
                "Ä@host:1",
                "A@ho st:1",
                "A@::1:104",
                "A@host:99999999999"
            })
    void whateverElseIsRefusedWithItsMend(String text) {
        assertThatThrownBy(() -> Destination.parse("to", text, "ME"))
                .isInstanceOfSatisfying(
                        Rejected.class, e -> assertThat(e.where()).isEqualTo("to"))
                .hasMessageContaining("AET@host:port");
    }
}
