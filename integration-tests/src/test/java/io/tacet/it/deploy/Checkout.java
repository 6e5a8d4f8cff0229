package io.tacet.it.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of this checkout. */
final class Checkout {

  /** Our services; each is a module, an image and, but for the number of workers, one process. */
  static final Set<String> SERVICES = Set.of("scheduler", "accountant", "notifier", "worker");

  private static final Path ROOT = Path.of(System.getProperty("tacet.root")).normalize();

  private Checkout() {}

  /** A path below the root. */
  static Path path(String relative) {
    return ROOT.resolve(relative);
  }

  /** The text of a file. */
  static String read(String relative) {
    try {
      return Files.readString(path(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of the files of a folder by their names. */
  static Map<String, String> files(String folder) {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files.collect(
          Collectors.toMap(
              file -> file.getFileName().toString(),
              file -> read(folder + "/" + file.getFileName())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Version of everything we build. */
  static String version() {
    return first("<version>([^<]+)</version>", read("pom.xml"));
  }

  /** A property of the root pom. */
  static String property(String name) {
    return first("<" + Pattern.quote(name) + ">([^<]+)<", read("pom.xml"));
  }

  /** Names of the modules of the root pom. */
  static Set<String> modules() {
    return all("<module>([^<]+)</module>", read("pom.xml"));
  }

  /** A module, and the modules it is built from. */
  static Set<String> withRequired(String module) {
    Set<String> required = new TreeSet<>(Set.of(module));
    for (String artifact :
        all("<artifactId>tacet-([a-z-]+)</artifactId>", read(module + "/pom.xml"))) {
      if (!artifact.equals("parent") && !artifact.equals(module)) {
        required.addAll(withRequired(artifact));
      }
    }
    return required;
  }

  private static String first(String pattern, String text) {
    return all(pattern, text).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the root pom has no " + pattern));
  }

  private static Set<String> all(String pattern, String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
