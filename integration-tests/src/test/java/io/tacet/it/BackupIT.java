package io.tacet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.RollupCheck;
import io.tacet.contract.rest.Usage;
import io.tacet.embedded.postgres.PostgresServer;
import io.tacet.it.harness.Installation;
import io.tacet.it.harness.Jobs;
import io.tacet.it.harness.Parts;
import io.tacet.schema.JobState;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** PostgreSQL and Kafka are lost; a backup taken while all was running brings the queue back. */
class BackupIT extends InstallationTest {

  @Test
  void theQueueGoesOnFromABackupWithAnEmptyKafka() throws IOException, InterruptedException {
    assumeThat(PostgresServer.isExternal()).as("needs the administrator's password").isFalse();

    // given: one job has ended, one is measured, one waits
    String machine = tacet.machine("m");
    tacet.startServices();
    tacet.api().register(machine);
    tacet.startWorker(machine);
    Installation next = tacet.afterDisaster();
    CompletableFuture<Void> tables = CompletableFuture.runAsync(() -> makeTables(next));
    Job ended = tacet.api().submit(Jobs.command(machine, "true"));
    awaitEnd(ended.id());
    await().atMost(LIMIT).until(() -> tacet.api().usage(ended.id()).size() == 1);
    Usage usage = tacet.api().usage(ended.id()).get(0);
    RollupCheck sums = tacet.api().verifyUsage();
    Path go = directory.resolve("go");
    Job measured =
        tacet
            .api()
            .submit(
                Jobs.command(
                    machine, "sh", "-c", "while [ ! -e \"$0\" ]; do sleep 0.1; done", "" + go));
    awaitState(measured.id(), JobState.MEASURING);
    Job waiting = tacet.api().submit(Jobs.command(machine, "true"));

    // when: backed up, and all is gone, what came after the backup too
    Path copy = directory.resolve("backup");
    tacet("backup", tacet, copy);
    Job after = tacet.api().submit(Jobs.command(machine, "true"));
    tables.join();
    tacet.close();
    tacet = next;

    // when: tables that the services have made are filled from the backup
    tacet("restore", tacet, copy, "--replace", "--new-kafka");
    tacet.startServices();
    tacet.api().register(machine);
    String reset = "/machines/" + machine + "/reset-offset";
    assertThat(tacet.api().raw("POST", reset, "{\"offset\": 0}").statusCode()).isLessThan(300);
    Files.createFile(go);
    tacet.startWorker(machine);

    // then: what was being measured is tried again, what waited is measured, what had ended is not
    Job again = awaitEnd(measured.id());
    assertThat(again.state()).isEqualTo(JobState.FINISHED.name());
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(awaitEnd(waiting.id()).state()).isEqualTo(JobState.FINISHED.name());
    assertThat(List.of(orders(ended), orders(measured), orders(waiting)))
        .containsExactly(0L, 1L, 1L);
    assertThat(tacet.api().raw("GET", "/jobs/" + after.id(), "").statusCode()).isEqualTo(404);

    // then: the bill is the same, and complete
    assertThat(tacet.api().usage(ended.id())).containsExactly(usage);
    await().atMost(LIMIT).until(() -> tacet.api().usage(waiting.id()).size() == 1);
    assertThat(sums.wrong()).isZero();
    assertThat(tacet.api().verifyUsage().wrong()).isZero();
  }

  /** Services that were started once, in an empty installation. */
  private static void makeTables(Installation empty) {
    Installation.stop(empty.startServices(), LIMIT);
  }

  /** How often it was ordered, as everybody was told. */
  private long orders(Job job) {
    return tacet.reader().eventsOf(tacet.topics().jobStatus(), job.id()).stream()
        .filter(status -> status.get("state").toString().equals(JobState.DISPATCHED.name()))
        .count();
  }

  /** Runs the command as an operator would. */
  private void tacet(String verb, Installation of, Path copy, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(Parts.root().resolve("cli/target/tacet-cli.jar").toString());
    command.addAll(List.of(verb, copy.toString()));
    command.addAll(List.of(options));
    command.add("--database=" + parts.cluster().postgres().jdbcUrl(of.database()));
    command.add("--password-file=" + password());
    Path log = directory.resolve(verb + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int code = process.waitFor();
    assertThat(code).as(Files.readString(log)).isZero();
  }

  private Path password() throws IOException {
    Properties passwords = new Properties();
    try (Reader reader =
        Files.newBufferedReader(
            parts.cluster().directory().resolve("postgres/passwords.properties"))) {
      passwords.load(reader);
    }
    return Files.writeString(directory.resolve("password"), passwords.getProperty("postgres"));
  }
}
