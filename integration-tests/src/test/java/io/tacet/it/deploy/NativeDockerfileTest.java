package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.it.deploy.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeDockerfileTest {

  private static final String TEXT = Checkout.read("worker/src/main/docker/Dockerfile.native");

  @Test
  void nothingIsWrongWithIt() {
    assertThat(problems(TEXT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -Pnative              | -Pnativ               | no profile nativ
          -pl worker            | -pl worker,cli        | builds worker,cli
          builder-image:jdk-21  | builder-image         | without a version
          worker/target/native-sources/ | target/native-sources/ | copies /build/target/native-sources/
          USER 10001:10001      | USER root             | the user is root
          $(cat native-image.args) | tacet-worker.jar   | native-image without its arguments
          """)
  void aBrokenOneIsRefused(String place, String by, String problem) {
    assertThat(problems(Broken.replacing(TEXT, place, by)))
        .anyMatch(found -> found.contains(problem));
  }

  private static List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    Dockerfile file = Dockerfile.parse(text);
    for (List<Instruction> stage : file.stages()) {
      String image = stage.get(0).operands().get(0);
      if (!image.contains(":")) {
        problems.add(image + " is an image without a version");
      }
    }
    String maven = runs(file.stages().get(0));
    if (!maven.contains(" -am -pl worker ")) {
      problems.add("builds " + maven.replaceAll(".* -pl (\\S+) .*", "$1"));
    }
    String profile = maven.replaceAll(".* -P(\\S+) .*", "$1");
    if (!Checkout.read("worker/pom.xml").contains("<id>" + profile + "</id>")) {
      problems.add("the worker has no profile " + profile);
    }
    String source = named(file.stages().get(1), "COPY").get(0).operands().get(0);
    if (!source.equals("/build/worker/target/native-sources/")) {
      problems.add("copies " + source);
    }
    if (!runs(file.stages().get(1)).startsWith("native-image $(cat native-image.args) ")) {
      problems.add("native-image without its arguments");
    }
    for (Instruction user : file.last("USER")) {
      if (!user.arguments().matches("[1-9]\\d*:[1-9]\\d*")) {
        problems.add("the user is " + user.arguments());
      }
    }
    return problems;
  }

  private static String runs(List<Instruction> stage) {
    return named(stage, "RUN").stream()
        .map(Instruction::arguments)
        .collect(Collectors.joining(" ; "));
  }

  private static List<Instruction> named(List<Instruction> stage, String name) {
    return stage.stream().filter(instruction -> instruction.name().equals(name)).toList();
  }
}
