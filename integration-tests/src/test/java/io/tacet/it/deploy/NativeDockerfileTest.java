package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.it.deploy.Dockerfile.Instruction;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The native images: built of the service's own sources, with what its image with a JVM has. */
class NativeDockerfileTest {

  private static final Pattern PACKAGES = Pattern.compile("apt-get install -y [^&;]*");

  static Stream<String> services() {
    return Checkout.SERVICES.stream();
  }

  @ParameterizedTest
  @MethodSource("services")
  void nothingIsWrongWithOne(String service) {
    assertThat(problems(service, text(service))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          worker    | -Pnative              | -Pnativ               | no profile nativ
          worker    | -pl worker            | -pl worker,cli        | builds worker,cli
          worker    | builder-image:jdk-21  | builder-image         | without a version
          worker    | worker/target/native-sources/ | target/native-sources/ | copies /build/target/native-sources/
          worker    | USER 10001:10001      | USER root             | the user is root
          worker    | $(cat native-image.args) | tacet-worker.jar   | native-image without its arguments
          worker    | --uid 10002           | --uid 10003           | users are [10001, 10003], with a JVM [10001, 10002]
          worker    | openssh-client iproute2 | openssh-client      | lacks [iproute2]
          scheduler | native.enabled=true   | native.enable=true    | does not say -Dquarkus.native.enabled=true
          scheduler | curl git              | curl                  | lacks [git]
          notifier  | EXPOSE 8083           | EXPOSE 8080           | ports are [8080], with a JVM [8083]
          accountant| "/opt/tacet/tacet-accountant" | "/opt/tacet/accountant" | starts /opt/tacet/accountant
          """)
  void aBrokenOneIsRefused(String service, String place, String by, String problem) {
    assertThat(problems(service, Broken.replacing(text(service), place, by)))
        .anyMatch(found -> found.contains(problem));
  }

  private static List<String> problems(String service, String text) {
    Problems problems = new Problems();
    Dockerfile file = Dockerfile.parse(text);
    for (List<Instruction> stage : file.stages()) {
      String image = stage.get(0).operands().get(0);
      problems.unless(image.contains(":"), image + " is an image without a version");
    }
    String maven = runs(file.stages().get(0));
    problems.unless(
        maven.contains(" -am -pl " + service + " "),
        "builds " + maven.replaceAll(".* -pl (\\S+) .*", "$1"));
    if (service.equals("worker")) {
      String profile = maven.replaceAll(".* -P(\\S+) .*", "$1");
      problems.unless(
          Checkout.read("worker/pom.xml").contains("<id>" + profile + "</id>"),
          "the worker has no profile " + profile);
    } else {
      for (String setting : List.of("native.enabled=true", "package.jar.enabled=false")) {
        problems.unless(
            maven.contains(" -Dquarkus." + setting + " "), "does not say -Dquarkus." + setting);
      }
    }
    problems.unless(
        maven.contains(" -Dquarkus.native.sources-only=true "), "does not stop at the sources");
    String source = named(file.stages().get(1), "COPY").get(0).operands().get(0);
    problems.unless(
        source.equals("/build/" + service + "/target/native-sources/"), "copies " + source);
    problems.unless(
        runs(file.stages().get(1)).startsWith("native-image $(cat native-image.args) "),
        "native-image without its arguments");
    for (Instruction user : file.last("USER")) {
      problems.unless(
          user.arguments().matches("[1-9]\\d*:[1-9]\\d*"), "the user is " + user.arguments());
    }
    String program = file.last("ENTRYPOINT").get(0).words().get(0);
    problems.unless(program.equals("/opt/tacet/tacet-" + service), "starts " + program);
    problems.addAll(comparedWithTheOther(service, file));
    return problems.all();
  }

  /** With the image that has a JVM: the same users and ports, and no program less. */
  private static List<String> comparedWithTheOther(String service, Dockerfile file) {
    Problems problems = new Problems();
    Dockerfile other = Dockerfile.parse(Checkout.read(service + "/src/main/docker/Dockerfile"));
    List<Integer> users = users(file);
    problems.unless(
        users.equals(users(other)), "users are " + users + ", with a JVM " + users(other));
    List<String> ports = file.last("EXPOSE").stream().map(Instruction::arguments).toList();
    List<String> others = other.last("EXPOSE").stream().map(Instruction::arguments).toList();
    problems.unless(ports.equals(others), "ports are " + ports + ", with a JVM " + others);
    Set<String> missing = packages(other);
    missing.removeAll(packages(file));
    problems.unless(missing.isEmpty(), "lacks " + missing);
    return problems.all();
  }

  private static List<Integer> users(Dockerfile file) {
    return Pattern.compile("--uid (\\d+)")
        .matcher(runs(file.stages().get(file.stages().size() - 1)))
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .toList();
  }

  private static Set<String> packages(Dockerfile file) {
    return PACKAGES
        .matcher(runs(file.stages().get(file.stages().size() - 1)))
        .results()
        .flatMap(found -> Arrays.stream(found.group().split("\\s+")).skip(3))
        .filter(word -> !word.startsWith("--"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(String service) {
    return Checkout.read(service + "/src/main/docker/Dockerfile.native");
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
