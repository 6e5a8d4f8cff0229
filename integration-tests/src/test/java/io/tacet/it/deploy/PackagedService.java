package io.tacet.it.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The jars of a service as Quarkus has packaged it: what its image runs.
 *
 * @param name of the module
 * @param jars the application's own first
 */
record PackagedService(String name, List<Path> jars) {

  /**
   * Looks into the module's target folder.
   *
   * @throws IllegalStateException when the module has not been packaged
   */
  static PackagedService of(String name) {
    Path layout = Checkout.path(name).resolve("target/quarkus-app");
    if (!Files.isRegularFile(layout.resolve("quarkus-run.jar"))) {
      throw new IllegalStateException(name + " has not been packaged: there is no " + layout);
    }
    List<Path> jars = new ArrayList<>();
    for (String folder : List.of("app", "lib/main", "lib/boot")) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(layout.resolve(folder), "*.jar")) {
        files.forEach(jars::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new PackagedService(name, List.copyOf(jars));
  }

  /** Those jars that are built here. */
  List<Path> own() {
    return jars.stream().filter(jar -> jar.getFileName().toString().contains("tacet-")).toList();
  }

  /** What a function makes of an entry of each jar that has it. */
  <T> List<T> entries(String entry, Function<InputStream, T> reading) {
    List<T> found = new ArrayList<>();
    for (Path jar : jars) {
      entry(jar, entry, reading).ifPresent(found::add);
    }
    return found;
  }

  /** Its classes, beside those of the tests. */
  URLClassLoader classLoader() {
    return new URLClassLoader(
        jars.stream().map(PackagedService::url).toArray(URL[]::new),
        PackagedService.class.getClassLoader());
  }

  private static <T> Optional<T> entry(Path jar, String name, Function<InputStream, T> reading) {
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry entry = file.getEntry(name);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream stream = file.getInputStream(entry)) {
        return Optional.of(reading.apply(stream));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(jar + " can't be read", e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
