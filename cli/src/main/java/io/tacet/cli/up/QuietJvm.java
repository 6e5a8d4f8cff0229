package io.tacet.cli.up;

import io.tacet.embedded.parts.ClassArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the worker: a JVM that does not wake up by itself. */
final class QuietJvm {

  private QuietJvm() {}

  static List<String> command(Modules modules, Path jar, ClassArchive.Use classes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + modules.directory().resolve("worker/src/main/dist/quiet.jvmflags"));
    command.addAll(classes.flags());
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }
}
