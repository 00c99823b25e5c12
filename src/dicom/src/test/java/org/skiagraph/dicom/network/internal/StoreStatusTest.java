package org.skiagraph.dicom.network.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;

class StoreStatusTest {
    @ParameterizedTest
    @CsvSource({
        "0x0000, STORED",
        "0xB000, WARNING",
        "0xB006, WARNING",
        "0xB007, WARNING",
        "0x0110, RETRYABLE",
        "0xA700, RETRYABLE",
        "0xA7FF, RETRYABLE",
        "0x0122, FAILED",
        "0x0124, FAILED",
        "0xA900, FAILED",
        "0xC000, FAILED",
        "0xCFFF, FAILED",
        "0x0111, FAILED",
        "0x1234, FAILED",
    })
    void statusDecidesWhatBecomesOfTheFile(String status, Kind kind) {
        assertThat(StoreStatus.kind(Integer.decode(status))).isEqualTo(kind);
    }

    @Test
    void thePeersOwnCommentIsQuoted() {
        assertThat(StoreStatus.detail(0xA700, "disk full"))
                .isEqualTo("the peer is out of resources (status 0xA700): disk full");
    }
}
