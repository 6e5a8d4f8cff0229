package io.tacet.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the scheduler may not know. */
@AnalyzeClasses(
    packages = "io.tacet.scheduler",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule noOtherServicesCode =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tacet.worker..",
              "io.tacet.notifier..",
              "io.tacet.accountant..",
              "io.tacet.cli..",
              "io.tacet.embedded..",
              "io.tacet.intake..");

  @ArchTest
  static final ArchRule noRegistrysSerializer =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.apicurio..", "io.confluent..");

  @ArchTest
  static final ArchRule statesAreDecidedInTheContract =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.tacet.scheduler.job..", "io.tacet.scheduler.intake..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.tacet.scheduler.job.JobMoves");

  @ArchTest
  static final ArchRule subjectsDoNotKnowTheWeb =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.tacet.scheduler.relay..",
              "io.tacet.scheduler.intake..",
              "io.tacet.scheduler.dispatch..",
              "io.tacet.scheduler.outbox..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "io.tacet.problem..");
}
