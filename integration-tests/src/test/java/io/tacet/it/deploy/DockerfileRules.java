package io.tacet.it.deploy;

import io.tacet.it.deploy.Dockerfile.Instruction;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What has to hold for the Dockerfile of a service. */
final class DockerfileRules {

  /** What Quarkus lays out below target/quarkus-app, and the service cannot start without. */
  private static final Set<String> LAYOUT = Set.of("lib/", "app/", "quarkus/", "quarkus-run.jar");

  private static final String HOME = "/opt/tacet/";

  private final String service;
  private final Dockerfile file;
  private final Problems problems = new Problems();

  private DockerfileRules(String service, Dockerfile file) {
    this.service = service;
    this.file = file;
  }

  /** What is wrong with the text of a service's Dockerfile; empty when nothing is. */
  static List<String> problems(String service, String text) {
    DockerfileRules rules = new DockerfileRules(service, Dockerfile.parse(text));
    rules.check();
    return rules.problems.all();
  }

  /** Modules that an ignore file keeps from a build, though the build needs them. */
  static List<String> ignored(String ignoreFile) {
    List<String> lines = ignoreFile.lines().toList();
    Set<String> whole = new TreeSet<>();
    Checkout.SERVICES.forEach(service -> whole.addAll(Checkout.withRequired(service)));
    List<String> missing = new ArrayList<>();
    for (String module : Checkout.modules()) {
      boolean given = lines.contains("!" + module);
      if (!given && (whole.contains(module) || !lines.contains("!" + module + "/pom.xml"))) {
        missing.add(module);
      }
    }
    return missing;
  }

  private void check() {
    List<List<Instruction>> stages = file.stages();
    problems.unless(stages.size() == 2, "there are " + stages.size() + " stages, not 2");
    for (List<Instruction> stage : stages) {
      String image = stage.get(0).operands().get(0);
      problems.unless(image.contains(":"), "an image without a version: " + image);
    }
    build(stages.get(0));
    copies();
    List<Instruction> users = file.last("USER");
    problems.unless(
        users.size() == 1 && users.get(0).arguments().matches("[1-9]\\d*(:[1-9]\\d*)?"),
        "the user is not one number greater than 0: " + users);
    entrypoint();
  }

  private void build(List<Instruction> stage) {
    for (Instruction instruction : stage) {
      if (instruction.name().equals("COPY")) {
        List<String> operands = instruction.operands();
        for (String source : operands.subList(0, operands.size() - 1)) {
          problems.unless(
              Files.exists(Checkout.path(source)), "copies " + source + ", which is not there");
        }
      }
    }
    List<String> built =
        stage.stream()
            .filter(instruction -> instruction.name().equals("RUN"))
            .flatMap(instruction -> List.of(instruction.arguments().split("\\s+-pl\\s+")).stream())
            .skip(1)
            .flatMap(rest -> List.of(rest.split("\\s+", 2)[0].split(",")).stream())
            .toList();
    problems.unless(built.contains(service), "builds " + built + ", not " + service);
    for (String module : built) {
      problems.unless(Checkout.modules().contains(module), module + " is no module");
    }
  }

  private void copies() {
    Set<String> copied = new TreeSet<>();
    String built = "/build/" + service + "/target/quarkus-app/";
    for (Instruction copy : file.last("COPY")) {
      List<String> operands = copy.operands();
      String source = operands.get(0);
      problems.unless(
          copy.arguments().startsWith("--from=build "), "copies from outside: " + copy.arguments());
      if (source.startsWith(built)) {
        String part = source.substring(built.length());
        copied.add(part);
        String target = part.endsWith("/") ? HOME + part : HOME;
        problems.unless(
            operands.get(1).equals(target), "copies " + part + " to " + operands.get(1));
      } else {
        String path = source.replaceFirst("^/build/", "");
        problems.unless(
            Files.isRegularFile(Checkout.path(path)), "copies " + path + ", which is not there");
      }
    }
    problems.unless(copied.equals(new TreeSet<>(LAYOUT)), "copies of what is built " + copied);
  }

  private void entrypoint() {
    List<String> words = file.last("ENTRYPOINT").get(0).words();
    int jar = words.indexOf("-jar");
    problems.unless(
        words.get(0).equals("java")
            && jar == words.size() - 2
            && words.get(jar + 1).equals(HOME + "quarkus-run.jar"),
        "starts " + words);
  }
}
