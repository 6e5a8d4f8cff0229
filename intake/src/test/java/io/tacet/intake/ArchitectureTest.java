package io.tacet.intake;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may depend on what. */
@AnalyzeClasses(
    packages = "io.tacet.intake",
    importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {

  private static final DescribedPredicate<JavaClass> BEYOND_THE_CONTRACT =
      resideInAPackage("io.tacet..")
          .and(
              DescribedPredicate.not(
                  resideInAnyPackage(
                      "io.tacet.intake..", "io.tacet.schema..", "io.tacet.contract..")));

  @ArchTest
  static final ArchRule noServiceIsKnown =
      noClasses().should().dependOnClassesThat(BEYOND_THE_CONTRACT);

  @ArchTest
  static final ArchRule noRegistryClientIsImported =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.apicurio..", "io.confluent..");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
