package io.tacet.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tacet.schema.JobOrder;
import io.tacet.worker.process.CgroupHierarchy;
import io.tacet.worker.process.JobUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as a user of their own; only root can do that. */
class JobUserTest {

  private static final String USER = "nobody";

  @TempDir Path directory;

  @BeforeEach
  void the_worker_is_root() throws Exception {
    assumeThat(Files.getOwner(Path.of("/proc/self")).getName()).isEqualTo("root");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void a_job_is_that_user_owns_its_source_and_home_and_has_no_privileges() throws Exception {
    // when
    List<String> said =
        said(
            Jobs.command(
                "sh",
                "-c",
                "id -un; touch here \"$HOME/there\" && echo owns; grep CapEff /proc/self/status"));

    // then
    assertThat(said).containsExactly(USER, "owns", "CapEff:\t0000000000000000");
  }

  @Test
  void a_job_reads_neither_the_workers_files_nor_its_environment() throws Exception {
    // given
    Path secret = Files.writeString(directory.resolve("secret"), "token");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));

    // when
    List<String> said =
        said(
            Jobs.command(
                "sh",
                "-c",
                "cat \"$0\" 2> /dev/null || echo no file; cat \"/proc/$1/environ\" 2> /dev/null ||"
                    + " echo no environment",
                secret.toString(),
                "" + ProcessHandle.current().pid()));

    // then
    assertThat(said).containsExactly("no file", "no environment");
  }

  @Test
  void a_job_without_network_is_that_user_too() throws Exception {
    // given
    assumeThat(Jobs.settings(Optional.empty(), Optional.empty()).processes().networkObstacle())
        .as("network namespaces")
        .isEmpty();

    // when
    List<String> said =
        said(
            Jobs.scenario(
                "phases: [{name: RUNTIME, network: none, commands: [\"id -un\", \"ls"
                    + " /proc/self/net/dev_snmp6\"]}]"));

    // then
    assertThat(said).startsWith(USER).doesNotContain("eth0");
  }

  @Test
  void a_user_that_is_not_there_is_refused_by_its_key() {
    assertThatThrownBy(() -> JobUser.lookUp("nobody-of-that-name"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tacet.worker.job-user: no user \"nobody-of-that-name\" on this machine");
  }

  private List<String> said(JobOrder order) throws Exception {
    MeasuringJobRunner runner =
        Jobs.runner(
            Jobs.settings(CgroupHierarchy.find(Jobs.PROC), Optional.of(JobUser.lookUp(USER))));
    Measurement measurement = Jobs.measure(runner, order, directory.resolve("run"));
    assertThat(measurement.ending()).isEqualTo(new Ending.Finished());
    return Jobs.text(measurement).lines().toList();
  }
}
