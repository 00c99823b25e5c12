package org.skiagraph.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.skiagraph.app", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {
    @ArchTest
    static final ArchRule studiesAndDoctorKnowNoFrameworkAndNoFace = noClasses()
            .that()
            .resideInAnyPackage("..app.studies..", "..app.cohorts..", "..app.doctor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.smallrye..",
                    "jakarta..",
                    "picocli..",
                    "..app.cli..",
                    "..app.config..",
                    "..app.wiring..");

    @ArchTest
    static final ArchRule oneStudyKnowsNothingOfCohorts = noClasses()
            .that()
            .resideInAPackage("..app.studies..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..app.cohorts..");

    @ArchTest
    static final ArchRule onlyWiringNamesConcreteParts = noClasses()
            .that()
            .resideOutsideOfPackage("..app.wiring..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "org[.]skiagraph[.](graph[.]OnnxRuntime|diffusion[.]Generators"
                            + "|diffusion[.]bundle[.]BundleSearch|dicom[.]file[.]Part10StudyWriter"
                            + "|dicom[.]template[.]TemplateDirectory|dicom[.]network[.]DicomStoreScu"
                            + "|dicom[.]marking[.]MarkingReader|dicom[.]segmentation[.]Part10SegmentationWriter|dicom[.]dataset[.]SyntheticIdentities)");

    @ArchTest
    static final ArchRule nothingLooksBehindAnotherModulesDoor = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.skiagraph.graph.internal..",
                    "org.skiagraph.diffusion..internal..",
                    "org.skiagraph.dicom..internal..",
                    "ai.onnxruntime..",
                    "org.aoju..");
}
