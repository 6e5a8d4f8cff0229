package io.tacet.worker.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The directory that goes into {@code native-image}: its arguments and the metadata in its jars.
 *
 * @param arguments of the command
 * @param reflected names of classes that can be reached by reflection
 * @param proxies lists of interfaces that a proxy can be made of
 */
record NativeSources(String arguments, Set<String> reflected, Set<List<String>> proxies) {

  static NativeSources in(String directory) throws IOException {
    Path root = Path.of(directory);
    Set<String> reflected = new HashSet<>();
    Set<List<String>> proxies = new HashSet<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(root, "*.jar")) {
      for (Path jar : jars) {
        read(jar, reflected, proxies);
      }
    }
    return new NativeSources(
        Files.readString(root.resolve("native-image.args")), reflected, proxies);
  }

  private static void read(Path jar, Set<String> reflected, Set<List<String>> proxies)
      throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        String name = entry.getName();
        if (!name.startsWith("META-INF/native-image/")) {
          continue;
        }
        try (InputStream content = file.getInputStream(entry)) {
          if (name.endsWith("reflect-config.json")) {
            json.readTree(content).forEach(one -> reflected.add(one.path("name").asText()));
          } else if (name.endsWith("proxy-config.json")) {
            json.readTree(content).forEach(one -> proxies.add(texts(one)));
          }
        }
      }
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
