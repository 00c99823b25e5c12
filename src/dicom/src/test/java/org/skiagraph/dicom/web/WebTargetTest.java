package org.skiagraph.dicom.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiagraph.domain.Rejected;

class WebTargetTest {
    @Test
    void secretsDoNotTravelInTheClear() {
        Authentication bearer = new Authentication.Bearer("token");

        assertThatThrownBy(() -> target("http://pacs.example/dicom-web", bearer))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("in the clear");
        assertThatThrownBy(() -> target("https://user:password@pacs.example", bearer))
                .isInstanceOf(Rejected.class)
                .hasMessageNotContaining("password@");
        assertThatThrownBy(() -> new Authentication.Bearer("two\r\nHeader: lines"))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> target("ftp://pacs.example", bearer)).isInstanceOf(Rejected.class);
    }

    private static WebTarget target(String uri, Authentication authentication) {
        return new WebTarget(URI.create(uri), authentication, Optional.empty());
    }
}
