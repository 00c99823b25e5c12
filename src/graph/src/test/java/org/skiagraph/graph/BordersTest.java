package org.skiagraph.graph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** ONNX Runtime and protobuf are seen in one package. */
@AnalyzeClasses(packages = "org.skiagraph.graph", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {
    @ArchTest
    static final ArchRule onnxRuntimeIsInternal = noClasses()
            .that()
            .resideOutsideOfPackage("org.skiagraph.graph.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..", "ai.onnx..", "com.google.protobuf..");
}
