package io.tacet.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.it.deploy.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The install script, run for real into a directory, from a source tree with small builds. */
class InstallScriptTest {

  @TempDir private Path directory;

  private SmallBuilds source;
  private Path root;

  @BeforeEach
  void sourceTree() throws Exception {
    source = SmallBuilds.in(directory.resolve("source"));
    root = Files.createDirectories(directory.resolve("root"));
  }

  @Test
  void aDryRunShowsAllAndDoesNothing() throws Exception {
    Ended ended = install("--dry-run", "scheduler", "worker");

    assertThat(ended.status()).isZero();
    assertThat(ended.output())
        .contains("settings  600 root:root " + root + "/etc/tacet/scheduler.env")
        .contains("tree      755 root:root " + root + "/opt/tacet/lib/worker")
        .contains("/etc/systemd/system/tacet.target", "Nothing was done.")
        .doesNotContain("notifier");
    assertThat(files()).isEmpty();
  }

  @Test
  void withoutAWordAndWithNobodyToAskNothingIsDone() throws Exception {
    Ended ended = install("scheduler");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.output()).contains("say --yes to do it. Nothing was done.");
    assertThat(files()).isEmpty();
  }

  @Test
  void whatIsShownIsDoneAndDoneOnce() throws Exception {
    Ended shown = install("--dry-run", "scheduler", "notifier", "worker");
    Ended done = install("--yes", "scheduler", "notifier", "worker");
    Ended again = install("--yes", "scheduler", "notifier", "worker");

    assertThat(done.status()).as(done.output()).isZero();
    assertThat(done.output()).startsWith(shown.output().replace("Nothing was done.\n", ""));
    assertThat(again).isEqualTo(new Ended(0, "Nothing to do: all is there as it should be.\n"));
    assertThat(files())
        .containsEntry("opt/tacet/bin/tacet-system", "rwxr-xr-x")
        .containsEntry("opt/tacet/bin/tacet-service", "rwxr-xr-x")
        .containsEntry("opt/tacet/lib/worker/quiet.jvmflags", "rw-r--r--")
        .containsEntry("opt/tacet/lib/scheduler/quarkus-run.jar", "rw-r--r--")
        .containsEntry("etc/tacet/notifier.env", "rw-------")
        .containsEntry("etc/tacet/worker.yaml", "rw-------")
        .containsEntry("etc/systemd/system/tacet-schemas.service", "rw-r--r--")
        .doesNotContainKey("etc/tacet/accountant.env");
    assertThat(shown.output().lines()).doesNotHaveDuplicates();
    for (String line : shown.output().lines().filter(text -> text.startsWith("  ")).toList()) {
      String path = line.replaceAll(".*" + root + "/(\\S+?),?( .*)?$", "$1");
      assertThat(root.resolve(path)).as(line).exists();
    }
  }

  @Test
  void anUpdateChangesWhatDiffersAndKeepsSettings() throws Exception {
    install("--yes", "notifier", "worker");
    Files.writeString(root.resolve("etc/tacet/notifier.env"), "QUARKUS_HTTP_PORT=9083\n");
    Files.writeString(root.resolve("opt/tacet/bin/tacet-system"), "changed by hand");
    source.build("worker", "worker 2");

    Ended ended = install("--yes", "notifier", "worker");

    assertThat(ended.output().lines().filter(line -> line.startsWith("  ")))
        .hasSize(3)
        .anyMatch(line -> line.contains("bin/tacet-system"))
        .anyMatch(line -> line.contains("lib/worker from"))
        .anyMatch(line -> line.contains("lib/worker/quiet.jvmflags"));
    assertThat(root.resolve("etc/tacet/notifier.env")).hasContent("QUARKUS_HTTP_PORT=9083");
    assertThat(root.resolve("opt/tacet/lib/worker/quarkus-run.jar")).hasContent("worker 2");
    assertThat(root.resolve("opt/tacet/lib/worker/quiet.jvmflags")).exists();
  }

  @Test
  void whatIsTakenAwayLeavesSettingsUntilPurged() throws Exception {
    install("--yes", "scheduler", "notifier");

    Ended one = install("--yes", "--uninstall", "notifier");
    assertThat(one.status()).as(one.output()).isZero();
    assertThat(files())
        .containsKeys("etc/tacet/notifier.env", "opt/tacet/bin/tacet-service")
        .doesNotContainKeys(
            "opt/tacet/lib/notifier/quarkus-run.jar", "etc/systemd/system/tacet-notifier.service");

    install("--yes", "--uninstall", "scheduler");
    assertThat(files())
        .containsOnlyKeys(
            "etc/tacet/common.env", "etc/tacet/scheduler.env", "etc/tacet/notifier.env");

    install("--yes", "--uninstall", "--purge", "scheduler", "notifier");
    assertThat(files()).isEmpty();
  }

  @Test
  void withOpenRcScriptsAreInstalledInsteadOfUnits() throws Exception {
    install("--yes", "--init", "openrc", "scheduler", "worker");

    assertThat(files())
        .containsEntry("etc/init.d/tacet-scheduler", "rwxr-xr-x")
        .containsKeys("etc/init.d/tacet-schemas", "etc/init.d/tacet-worker")
        .doesNotContainKey("etc/systemd/system/tacet-scheduler.service");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shceduler", "--purge scheduler", "--init upstart scheduler"})
  void aMistakeIsRefused(String words) throws Exception {
    Ended ended = install(words.isEmpty() ? new String[0] : words.split(" ", -1));

    assertThat(ended.status()).isEqualTo(2);
    assertThat(files()).isEmpty();
  }

  @Test
  void whatWasNotBuiltIsNotInstalled() throws Exception {
    Files.delete(source.path().resolve("notifier/target/quarkus-app/quarkus-run.jar"));

    Ended ended = install("--yes", "notifier");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).contains("notifier has not been built");
    assertThat(files()).isEmpty();
  }

  private Ended install(String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(source.script());
    command.addAll(List.of("--root", root.toString(), "--init", "systemd"));
    command.addAll(List.of(words));
    return Program.run(Map.of(), command);
  }

  /** Rights of the files that are there now, by their paths below the root. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(
            root.relativize(file).toString(),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return files;
  }
}
