package org.skiagraph.diffusion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** What this module may use. */
@AnalyzeClasses(packages = "org.skiagraph.diffusion", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {
    /** Exact by definition (IEEE 754), so that every JDK gives the same. */
    private static final Set<String> EXACT = Set.of(
            "sqrt",
            "abs",
            "min",
            "max",
            "floor",
            "ceil",
            "rint",
            "round",
            "ulp",
            "multiplyExact",
            "toIntExact",
            "addExact",
            "fma",
            "signum",
            "floorMod",
            "floorDiv");

    @ArchTest
    static final ArchRule transcendentalsAreStrictMaths = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("Math's transcendental functions") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getTargetOwner().isEquivalentTo(Math.class)
                            && !EXACT.contains(call.getTarget().getName());
                }
            })
            .because("their last digit differs between JDKs, and a seed must mean the same on all of them");

    @ArchTest
    static final ArchRule onnxRuntimeStaysBehindItsDoor =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.onnxruntime..", "ai.onnx..");

    @ArchTest
    static final ArchRule othersInternalsAreNotTouched =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.skiagraph.graph.internal..");

    @ArchTest
    static final ArchRule samplingKnowsNothingOfNetworks = noClasses()
            .that()
            .resideInAPackage("..sampling..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.skiagraph.graph..", "..conditioning..", "..family..", "..bundle..", "..prompt..");

    @ArchTest
    static final ArchRule dataFlowsOneWay = noClasses()
            .that()
            .resideInAnyPackage("..prompt..", "..conditioning..", "..decoding..", "..sampling..", "..bundle..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..family..");

    @ArchTest
    static final ArchRule noFrameworksHere = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "org.eclipse.microprofile..", "org.aoju..", "java.awt..");
}
