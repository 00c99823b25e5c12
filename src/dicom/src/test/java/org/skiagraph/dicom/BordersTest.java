package org.skiagraph.dicom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may use, and where. */
@AnalyzeClasses(packages = "org.skiagraph.dicom", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {
    @ArchTest
    static final ArchRule theToolkitStaysBehindTwoDoors = noClasses()
            .that()
            .resideOutsideOfPackages("org.skiagraph.dicom.internal.toolkit..", "org.skiagraph.dicom.network.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.aoju..", "org.opencv..")
            .because("moving to org.dcm4che must touch these two packages alone (decision 3)");

    @ArchTest
    static final ArchRule nothingHereNeedsImageIo = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.imageio..")
            .because("the native executable has neither");

    @ArchTest
    static final ArchRule picturesAreAllThatIsKnownOfDiffusion = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.skiagraph.diffusion..", "org.skiagraph.graph..", "io.quarkus..", "jakarta..");

    @ArchTest
    static final ArchRule filesDoNotKnowTheNetwork = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.skiagraph.dicom.network..", "org.skiagraph.dicom.web..", "org.skiagraph.dicom.source.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.skiagraph.dicom.network..", "org.skiagraph.dicom.web..");
}
