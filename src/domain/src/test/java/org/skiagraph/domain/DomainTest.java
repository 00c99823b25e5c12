package org.skiagraph.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The few values that everybody speaks of. */
@AnalyzeClasses(packages = "org.skiagraph.domain", importOptions = ImportOption.DoNotIncludeTests.class)
class DomainTest {
    @ArchTest
    static final ArchRule theDomainNeedsNothingButJava =
            classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..", "org.skiagraph.domain..");

    @Test
    void aFailureSaysWhereWhatAndHowToMendIt() {
        Failure failure = new Rejected("width", "100 is odd", "Use 64");

        assertThat(failure).hasMessage("width: 100 is odd. Use 64.");
        assertThat(failure.where()).isEqualTo("width");
        assertThat(failure.remedy()).isEqualTo("Use 64");
    }

    @Test
    void theTimeToGoFollowsThePaceSoFar() {
        Progress progress = new Progress("denoising", 5, 20, Duration.ofSeconds(10));

        assertThat(progress.remaining()).contains(Duration.ofSeconds(30));
        assertThat(new Progress("denoising", 0, 20, Duration.ZERO).remaining()).isEmpty();
        assertThatThrownBy(() -> new Progress("denoising", 3, 2, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void greyIsTheMeanOfTheColours() {
        Image grey = new Image(1, 1, 3, new float[] {0.1f, 0.2f, 0.6f}).toGrey();

        assertThat(grey.channels()).isEqualTo(1);
        assertThat(grey.samples()[0]).isCloseTo(0.3f, org.assertj.core.data.Offset.offset(1e-6f));
        assertThatThrownBy(() -> new Image(2, 2, 1, new float[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSeedIsNeverNegative() {
        assertThatThrownBy(() -> new Seed(-1)).isInstanceOf(Rejected.class).hasMessageContaining("seed");
    }
}
