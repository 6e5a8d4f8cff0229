package io.tacet.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tacet.worker", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule THE_WORKER_SHARES_ONLY_CONTRACT_AND_SCENARIO =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tacet.scheduler..",
              "io.tacet.notifier..",
              "io.tacet.accountant..",
              "io.tacet.cli..",
              "io.tacet.embedded..",
              "io.tacet.intake..",
              "io.tacet.problem..");

  @ArchTest
  static final ArchRule NO_SERIALIZER_IS_IMPORTED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.apicurio..", "io.confluent..");

  @ArchTest
  static final ArchRule MEASURING_KNOWS_NO_KAFKA =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..measure..",
              "..source..",
              "..process..",
              "..sensor..",
              "..sampling..",
              "..survey..",
              "..catalog..",
              "..provider..",
              "..watch..",
              "..hwmon..",
              "..silence..",
              "..statistics..",
              "..facts..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.vertx..", "..connection..", "..outcome..");

  @ArchTest
  static final ArchRule ONLY_AN_OUTCOME_IS_A_TRANSACTION =
      noClasses()
          .that()
          .resideOutsideOfPackage("..outcome..")
          .should()
          .callMethod(org.apache.kafka.clients.producer.Producer.class, "beginTransaction");

  @ArchTest
  static final ArchRule ONLY_CONNECTION_OPENS_CLIENTS =
      classes()
          .that()
          .haveFullyQualifiedName("org.apache.kafka.clients.producer.KafkaProducer")
          .or()
          .haveFullyQualifiedName("org.apache.kafka.clients.consumer.KafkaConsumer")
          .or()
          .resideInAPackage("io.vertx..")
          .should()
          .onlyBeAccessed()
          .byAnyPackage("..connection..", "io.vertx..", "org.apache.kafka..")
          .allowEmptyShould(true);
}
