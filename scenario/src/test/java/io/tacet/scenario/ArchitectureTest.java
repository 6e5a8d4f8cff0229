package io.tacet.scenario;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tacet.scenario", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** Paths are taken apart by java.nio.file; nothing is read or run. */
  @ArchTest
  static final ArchRule ONLY_YAML_IS_NEEDED =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.tacet.scenario",
              "java.lang..",
              "java.io..",
              "java.nio.file..",
              "java.time..",
              "java.util..",
              "org.yaml.snakeyaml..",
              "org.jspecify..");
}
