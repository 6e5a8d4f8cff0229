package io.tacet.notifier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may depend on what. */
@AnalyzeClasses(
    packages = "io.tacet.notifier",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final DescribedPredicate<JavaClass> OTHER_PARTS_OF_TACET =
      resideInAPackage("io.tacet..")
          .and(
              DescribedPredicate.not(
                  resideInAnyPackage(
                      "io.tacet.notifier..",
                      "io.tacet.schema..",
                      "io.tacet.contract..",
                      "io.tacet.intake",
                      "io.tacet.intake.database",
                      "io.tacet.problem")));

  @ArchTest
  static final ArchRule onlyTheContractAndTheLibrariesAreShared =
      noClasses().should().dependOnClassesThat(OTHER_PARTS_OF_TACET);

  @ArchTest
  static final ArchRule noRegistryClientIsImported =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.apicurio..", "io.confluent..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.tacet.notifier.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
