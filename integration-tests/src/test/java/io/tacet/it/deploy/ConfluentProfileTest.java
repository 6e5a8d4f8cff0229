package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.it.harness.Parts;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Confluent's classes can be had in every service, and only where they are asked for. */
class ConfluentProfileTest {

  private static final String PROFILE = "/project/profiles/profile[id='confluent']";

  private final XPath xpath = XPathFactory.newInstance().newXPath();

  @ParameterizedTest
  @ValueSource(strings = {"scheduler", "worker", "notifier", "accountant"})
  void everyServiceHasTheProfile(String module) throws Exception {
    // given
    Document pom = pom(module + "/pom.xml");

    // when
    String version =
        text(pom, PROFILE + "//dependency[artifactId='kafka-avro-serializer']/version");
    String extension =
        text(pom, PROFILE + "//dependency[starts-with(artifactId,'quarkus-confluent')]/groupId");
    String always = text(pom, "count(/project/dependencies//dependency[groupId='io.confluent'])");

    // then
    assertThat(version).isEqualTo("${confluent.version}");
    assertThat(extension).isEqualTo("io.quarkus");
    assertThat(always).isEqualTo("0");
  }

  @Test
  void onlyTheProfileAsksConfluentsRepository() throws Exception {
    // when
    Document pom = pom("pom.xml");

    // then
    assertThat(text(pom, PROFILE + "//repository/url")).startsWith("https://");
    assertThat(text(pom, "count(/project/repositories)")).isEqualTo("0");
    assertThat(text(pom, "/project/properties/confluent.version")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"kafka.version, kafka.broker.version", "avro.version, avro.version"})
  void theExamplesForAnalystsHaveTheVersionsTheyAreTestedWith(String theirs, String ours)
      throws Exception {
    // when, then
    assertThat(text(pom("examples/analysts/pom.xml"), "/project/properties/" + theirs))
        .isEqualTo(text(pom("pom.xml"), "/project/properties/" + ours));
  }

  private String text(Document pom, String path) throws Exception {
    return xpath.evaluate(path, pom);
  }

  private static Document pom(String path) throws Exception {
    Path file = Parts.root().resolve(path);
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }
}
