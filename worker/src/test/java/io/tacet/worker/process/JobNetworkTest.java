package io.tacet.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In real network namespaces. */
class JobNetworkTest {

  private static final String SERVER =
      "$| = 1; my $s = IO::Socket::INET->new(Listen => 1, LocalAddr => \"127.0.0.1\", LocalPort =>"
          + " 7777) or die; print \"up\\n\"; my $c = $s->accept; print $c \"hello\\n\"; close $c";
  private static final String CLIENT =
      "my $c = IO::Socket::INET->new(\"127.0.0.1:7777\") or die; <$c> eq \"hello\\n\" or die";

  @TempDir Path directory;

  @BeforeEach
  void there_can_be_one() {
    assumeThat(JobNetwork.obstacle(RealJob.PROC)).as("network namespaces").isEmpty();
  }

  @Test
  void a_command_in_it_sees_loopback_up_and_nothing_else() throws Exception {
    // when
    Exit exit =
        run("ls /sys/class/net | cat; cat /proc/self/net/dev; cat /proc/net/fib_trie", true);

    // then
    assertThat(exit).isEqualTo(new Exit.Code(0));
    assertThat(interfaces()).containsExactly("lo");
    assertThat(directory.resolve("out")).content().contains("127.0.0.1");
  }

  @Test
  void a_command_beside_it_sees_the_machines_interfaces() throws Exception {
    // when
    run("cat /proc/self/net/dev", false);

    // then
    assertThat(interfaces())
        .isEqualTo(InterfacePackets.in(Files.readAllLines(Path.of("/proc/self/net/dev"))).keySet());
  }

  @Test
  void commands_of_one_job_share_it_and_their_packets_are_counted_apart() throws Exception {
    try (RealJob job = job()) {
      // given: a server that one command left running
      StagedCommand server = job.stage("perl -MIO::Socket::INET -e '" + SERVER + "' & wait", true);
      server.go();
      await()
          .atMost(RealJob.LIMIT)
          .until(
              () ->
                  Files.exists(directory.resolve("out"))
                      && Files.readString(directory.resolve("out")).contains("up"));
      long before = job.processes.packets().orElseThrow();

      // when
      StagedCommand client = job.stage("perl -MIO::Socket::INET -e '" + CLIENT + "'", true);
      client.go();

      // then: each packet is received and sent
      assertThat(RealJob.exit(client)).isEqualTo(new Exit.Code(0));
      assertThat(job.processes.packets().orElseThrow() - before).isGreaterThanOrEqualTo(6);
    }
  }

  @Test
  void a_job_that_never_asked_for_one_has_no_packets_of_its_own() throws Exception {
    try (RealJob job = job()) {
      RealJob.exit(job.start("true"));
      assertThat(job.processes.packets()).isEqualTo(OptionalLong.empty());
    }
  }

  @Test
  void it_goes_when_its_pipe_from_the_worker_does() throws Exception {
    // given
    JobNetwork network = JobNetwork.open(RealJob.PROC);
    long holder = Long.parseLong(network.entrance().get(2));
    assertThat(RealJob.lives(holder)).isTrue();

    // when
    network.close();

    // then
    await().atMost(RealJob.LIMIT).until(() -> !RealJob.lives(holder));
  }

  private Set<String> interfaces() throws IOException {
    return InterfacePackets.in(
            Stream.concat(
                    Stream.of("", ""),
                    Files.readAllLines(directory.resolve("out")).stream()
                        .filter(line -> line.matches("\\s*\\S+:\\s*\\d.*")))
                .toList())
        .keySet();
  }

  private Exit run(String script, boolean ownNetwork) throws IOException {
    try (RealJob job = job()) {
      StagedCommand command = job.stage(script, ownNetwork);
      command.go();
      return RealJob.exit(command);
    }
  }

  private RealJob job() throws IOException {
    return new RealJob(directory, Optional.empty(), Duration.ZERO);
  }
}
