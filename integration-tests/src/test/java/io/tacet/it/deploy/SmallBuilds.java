package io.tacet.it.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A source tree with the deployment as it is, and in place of what would be built files of a few
 * bytes.
 *
 * @param path where it is
 */
record SmallBuilds(Path path) {

  /** Makes one. */
  static SmallBuilds in(Path directory) throws IOException, InterruptedException {
    SmallBuilds tree = new SmallBuilds(Files.createDirectories(directory));
    Program.Ended copied =
        Program.run(
            "cp", "-R", Checkout.path("deploy").toString(), directory.resolve("deploy").toString());
    if (copied.status() != 0) {
      throw new IOException(copied.output());
    }
    tree.write("docs/hosts.md", "# Hosts");
    tree.write("worker/src/main/dist/quiet.jvmflags", "-XX:+UseSerialGC");
    for (String service : Checkout.SERVICES) {
      tree.build(service, service + " 1");
    }
    return tree;
  }

  /** Puts something else in the place of a service's build. */
  void build(String service, String what) throws IOException {
    write(service + "/target/quarkus-app/quarkus-run.jar", what);
  }

  /** The install script in it. */
  String script() {
    return path.resolve("deploy/install.sh").toString();
  }

  private void write(String name, String text) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
