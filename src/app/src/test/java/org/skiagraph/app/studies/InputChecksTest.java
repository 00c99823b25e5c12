package org.skiagraph.app.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.app.studies.Inputs.Edit;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.adapter.Adapters.Lora;
import org.skiagraph.domain.Rejected;

class InputChecksTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.0001, Double.NaN, Double.POSITIVE_INFINITY})
    void aStrengthOutsideItsRangeIsRefused(double strength) {
        assertThatThrownBy(() -> InputChecks.check(edit(strength)))
                .isInstanceOf(Rejected.class)
                .hasMessageStartingWith("strength: ");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 0.5, 1})
    void aStrengthInsideItPasses(double strength) {
        assertThatCode(() -> InputChecks.check(edit(strength))).doesNotThrowAnyException();
    }

    @Test
    void oneLoraMayGoIntoTwoGraphsButNotTwiceIntoOne() {
        Lora prior = new Lora(Path.of("a"), 1, Optional.of("prior"));
        Lora unet = new Lora(Path.of("a"), 1, Optional.of("unet"));
        Lora again = new Lora(Path.of("./a"), 0.5, Optional.of("unet"));

        assertThatCode(() -> InputChecks.check(loras(prior, unet))).doesNotThrowAnyException();
        assertThatThrownBy(() -> InputChecks.check(loras(prior, unet, again)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("twice");
    }

    @Test
    void aConditionThatHoldsAControlCharacterIsRefused() {
        Inputs inputs = new Inputs(Map.of("sex", "f\u0007"), Map.of(), Edit.NONE, List.of(), Adapters.NONE);

        assertThatThrownBy(() -> InputChecks.check(inputs))
                .isInstanceOfSatisfying(
                        Rejected.class, e -> assertThat(e.where()).isEqualTo("condition"));
    }

    private static Inputs edit(double strength) {
        Edit edit = new Edit(Optional.of(Path.of("x.png")), Optional.of(strength), Optional.empty(), Optional.empty());
        return new Inputs(Map.of(), Map.of(), edit, List.of(), Adapters.NONE);
    }

    private static Inputs loras(Lora... loras) {
        return new Inputs(Map.of(), Map.of(), Edit.NONE, List.of(), new Adapters(List.of(loras), List.of()));
    }
}
