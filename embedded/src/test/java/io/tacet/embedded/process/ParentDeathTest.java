package io.tacet.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentDeathTest {
  @TempDir Path directory;

  @Test
  void nothingAChildHasStartedOutlivesAKilledParent() throws IOException {
    // given: a child, its own child, one in another session, and one whose parent is gone
    try (OtherJvm parent = OtherJvm.start(Holder.class, directory.toString())) {
      List<Long> pids = parent.pids(5);
      assertThat(pids).allMatch(ProcessTable::runs);

      // when
      parent.kill();

      // then
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(pids).noneMatch(ProcessTable::runs));
    }
  }

  @Test
  void aPausedChildDoesNotOutliveAKilledParent() throws IOException {
    // given
    try (OtherJvm parent = OtherJvm.start(Holder.class, directory.toString())) {
      List<Long> pids = parent.pids(5);
      Signal.send("STOP", pids.get(0));

      // when
      parent.kill();

      // then
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(pids).noneMatch(ProcessTable::runs));
    }
  }

  @Test
  void aChildDoesNotOutliveAParentThatEndsWithoutStoppingIt() throws IOException {
    // given
    try (OtherJvm parent = OtherJvm.start(Holder.class, directory.toString())) {
      List<Long> pids = parent.pids(5);

      // when
      parent.terminate();

      // then
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(pids).noneMatch(ProcessTable::runs));
    }
  }

  /** Starts a child and says which processes there are then: child, guardian, descendants. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws InterruptedException {
      ChildProcess child =
          ChildProcess.builder("held")
              .command(
                  List.of(
                      "sh",
                      "-c",
                      "trap '' TERM; sleep 1000 & echo $!;"
                          + "setsid sleep 1001 & echo $!;"
                          + "sh -c 'sleep 1002 & echo $!'; echo done; wait"))
              .log(Path.of(arguments[0], "held.log"))
              .readyWhen(Readiness.logged("done"), Duration.ofSeconds(60))
              .start();
      System.out.println(child.pid());
      System.out.println(ProcessTable.of(child.pid()).parent());
      child
          .logSinceStart()
          .lines()
          .filter(line -> !"done".equals(line))
          .forEach(System.out::println);
      Thread.currentThread().join();
    }
  }
}
