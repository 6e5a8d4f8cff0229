package io.tacet.it.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DockerfileTest {

  static Stream<String> services() {
    return Checkout.SERVICES.stream();
  }

  @ParameterizedTest
  @MethodSource("services")
  void nothingIsWrongWithADockerfile(String service) {
    assertThat(DockerfileRules.problems(service, text(service))).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COPY . .                   | COPY pom.xlm .               | copies pom.xlm, which is not there
          -pl scheduler,             | -pl sheduler,                | sheduler is no module
          -pl scheduler,             | -pl                          | not scheduler
          eclipse-temurin:17-jre-noble | eclipse-temurin            | an image without a version: eclipse-temurin
          build/scheduler/target     | build/notifier/target        | copies notifier/target/quarkus-app/lib/, which is not there
          quarkus-app/lib/ /opt/tacet/lib/ | quarkus-app/lib/ /opt/tacet/ | copies lib/ to /opt/tacet/
          COPY --from=build /build/scheduler/target/quarkus-app/app/ /opt/tacet/app/ | LABEL a=b | copies of what is built [lib/, quarkus-run.jar, quarkus/]
          COPY --from=build /build/scheduler/target/quarkus-app/app/ | COPY app/ | copies from outside: app/
          USER 10001:10001           | USER root                    | the user is not one number greater than 0
          USER 10001:10001           | USER 0                       | the user is not one number greater than 0
          /opt/tacet/quarkus-run.jar"| /opt/tacet/run.jar"          | starts [java
          """)
  void aBrokenDockerfileIsRefused(String place, String by, String problem) {
    String broken = Broken.replacing(text("scheduler"), place, by);

    assertThat(DockerfileRules.problems("scheduler", broken))
        .anyMatch(found -> found.contains(problem));
  }

  @ParameterizedTest
  @MethodSource("services")
  void theProgramsAServiceRunsAreInItsImage(String service) throws IOException {
    boolean runsGit;
    try (Stream<Path> sources = Files.walk(Checkout.path(service + "/src/main/java"))) {
      runsGit =
          sources
              .filter(Files::isRegularFile)
              .anyMatch(
                  file ->
                      Checkout.read(Checkout.path("").relativize(file).toString())
                          .contains("\"git\""));
    }

    String installed = Dockerfile.parse(text(service)).last("RUN").toString();

    assertThat(installed.contains(" git openssh-client ")).isEqualTo(runsGit);
  }

  @Test
  void theServicesShareOneBuild() {
    Set<?> builds =
        services()
            .map(service -> Dockerfile.parse(text(service)).stages().get(0))
            .collect(Collectors.toSet());

    assertThat(builds).hasSize(1);
  }

  @Test
  void theIgnoreFileLetsThroughWhatTheBuildNeeds() {
    String file = Checkout.read(".dockerignore");

    assertThat(DockerfileRules.ignored(file)).isEmpty();
    assertThat(DockerfileRules.ignored(Broken.replacing(file, "!schemas\n", "")))
        .containsExactly("schemas");
    assertThat(DockerfileRules.ignored(Broken.replacing(file, "!schemas\n", "!schemas/pom.xml\n")))
        .containsExactly("schemas");
  }

  @ParameterizedTest
  @MethodSource("services")
  void theVirtualMachineTakesTheOptions(String service) throws Exception {
    List<String> options =
        Dockerfile.parse(text(service)).last("ENTRYPOINT").get(0).words().stream()
            .map(
                word ->
                    word.replace("@/opt/tacet/", "@" + Checkout.path("worker/src/main/dist") + "/"))
            .toList();

    assertThat(exitCode(options)).isZero();
    assertThat(exitCode(List.of("java", "-XX:+UseSerialGc", "-jar", "any.jar"))).isNotZero();
  }

  private static int exitCode(List<String> entrypoint) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(entrypoint.subList(0, entrypoint.indexOf("-jar")));
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-version");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isNotEmpty();
    return process.waitFor();
  }

  private static String text(String service) {
    return Checkout.read(service + "/src/main/docker/Dockerfile");
  }
}
