package io.tacet.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the command may depend on, and its packages on each other. */
@AnalyzeClasses(packages = "io.tacet.cli", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule ONLY_CONTRACT_SCENARIO_AND_EMBEDDED =
      classes()
          .that()
          .resideInAPackage("io.tacet.cli..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.tacet.cli..",
              "io.tacet.contract..",
              "io.tacet.schema",
              "io.tacet.scenario",
              "io.tacet.embedded..",
              "java..",
              "picocli..",
              "com.fasterxml.jackson..",
              "org.apache.kafka..",
              "org.apache.avro..",
              "org.postgresql..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule ONLY_BACKUP_KNOWS_THE_DATABASE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tacet.cli.backup..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.postgresql..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.tacet.cli.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_UP_AND_DEMO_START_SERVERS =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.tacet.cli.up..", "io.tacet.cli.demo..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tacet.embedded..");

  @ArchTest
  static final ArchRule ONLY_ANALYSTS_VERBS_READ_KAFKA =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tacet.cli.topics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..");

  @ArchTest
  static final ArchRule NOBODY_SLEEPS =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
