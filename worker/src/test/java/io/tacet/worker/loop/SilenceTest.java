package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.embedded.EmbeddedCluster;
import io.tacet.schema.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilenceTest {

  @Test
  void the_worker_process_has_sockets_before_a_silence_and_none_in_it(@TempDir Path directory)
      throws Exception {
    // given: interruptible, so that it reads its topic at each border, too
    try (TestMachine machine = new TestMachine()) {
      machine.send(machine.order("job-1", "order-1", true));
      Path sockets = directory.resolve("sockets");

      // when
      Process worker =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-Xmx96m",
                  "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                  SilentWorker.class.getName(),
                  machine.bootstrapServers,
                  EmbeddedCluster.shared().registry().url(),
                  machine.topics.prefix(),
                  directory.resolve("state").toString(),
                  sockets.toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      boolean ended = worker.waitFor(5, TimeUnit.MINUTES);
      worker.destroyForcibly();

      // then
      assertThat(ended).as(Files.readString(directory.resolve("log"))).isTrue();
      List<String> seen = Files.readAllLines(sockets);
      assertThat(seen).as("the check can fail: before, there are some").isNotEmpty();
      assertThat(seen).allMatch(socket -> socket.startsWith("before: "));
      assertThat(machine.awaitOutcome("job-1").getState()).isEqualTo(JobState.FINISHED);
    }
  }
}
