package org.skiagraph.app.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiagraph.domain.Rejected;

class DestinationsTest {
    @Test
    void whatTheRulesOfAMisreadOneMatchWaitsForItAndWhoNamesItIsToldWhy() {
        Rejected reason = new Rejected("destinations.broken.token-file", "cannot be read", "Give it");
        Routing teaching = new Routing(List.of(), List.of(), List.of("teaching"));
        Destinations all = new Destinations(
                List.of(OutboxFixture.dimse("pacs", 104)),
                List.of(
                        Misread.of("broken", Optional.of(teaching), reason),
                        Misread.of("unruled", Optional.empty(), reason)));

        assertThat(all.of(new Routes(List.of("pacs"), true, List.of("teaching"), false), "sc", "m"))
                .containsExactly("pacs", "broken");
        assertThat(all.of(new Routes(List.of("pacs"), false, List.of("teaching"), false), "sc", "m"))
                .containsExactly("pacs");
        assertThatThrownBy(() -> all.named("broken"))
                .isInstanceOf(Rejected.class)
                .hasMessage(reason.getMessage());
        assertThat(all.named("pacs").name()).isEqualTo("pacs");
    }
}
