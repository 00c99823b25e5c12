package org.skiagraph.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.skiagraph.app", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {
    @ArchTest
    static final ArchRule whatWorksKnowsNoFrameworkAndNoFace = noClasses()
            .that()
            .resideInAnyPackage(
                    "..app.studies..",
                    "..app.cohorts..",
                    "..app.sources..",
                    "..app.jobs..",
                    "..app.outbox..",
                    "..app.worklist..",
                    "..app.doctor..",
                    "..app.documents..",
                    "..app.files..",
                    "..app.failures..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.smallrye..",
                    "jakarta..",
                    "picocli..",
                    "..app.cli..",
                    "..app.rest..",
                    "..app.config..",
                    "..app.wiring..");

    @ArchTest
    static final ArchRule onlyRestSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackage("..app.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "io.vertx..", "io.smallrye.mutiny..", "org.jboss.resteasy..");

    @ArchTest
    static final ArchRule restKnowsNoCommandLine = noClasses()
            .that()
            .resideInAPackage("..app.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "..app.cli..");

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
            .haveNameMatching("org[.]skiagraph[.](graph[.]OnnxRuntime|diffusion[.]Generators"
                    + "|diffusion[.]bundle[.]BundleSearch|dicom[.]file[.]Part10StudyWriter"
                    + "|dicom[.]template[.]TemplateDirectory|dicom[.]network[.]DicomStoreScu"
                    + "|dicom[.]network[.]DicomStorageCommitment|dicom[.]web[.]HttpStowClient"
                    + "|dicom[.]media[.]DicomdirWriter|dicom[.]media[.]FolderWriter|dicom[.]rejection[.]KeyObjectWriter"
                    + "|dicom[.]segmentation[.]Part10SegmentationWriter|dicom[.]marking[.]MarkingReader"
                    + "|dicom[.]dataset[.]SyntheticIdentities)");

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
