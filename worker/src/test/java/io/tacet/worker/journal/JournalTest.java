package io.tacet.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.worker.loop.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir Path root;

  @Test
  void an_order_is_there_again_after_a_restart_with_its_offsets() throws IOException {
    // given
    HeldOrder held = Orders.held("o-1");
    try (StateDirectory directory = StateDirectory.open(root)) {
      new Journal(directory).hold(held);
    }

    // when
    try (StateDirectory directory = StateDirectory.open(root)) {
      Journal journal = new Journal(directory);

      // then
      assertThat(journal.held()).contains(held);
      assertThat(journal.hasSeen("o-1")).isFalse();
    }
  }

  @Test
  void an_order_that_is_over_is_remembered_and_no_longer_held() throws IOException {
    try (StateDirectory directory = StateDirectory.open(root)) {
      // given
      Journal journal = new Journal(directory);
      journal.hold(Orders.held("o-1"));

      // when
      journal.release("o-1");

      // then
      assertThat(journal.held()).isEmpty();
      assertThat(new Journal(directory).hasSeen("o-1")).isTrue();
    }
  }

  @Test
  void what_was_half_written_when_the_power_went_is_not_read() throws IOException {
    try (StateDirectory directory = StateDirectory.open(root)) {
      // given
      Journal journal = new Journal(directory);
      journal.hold(Orders.held("o-1"));
      Files.writeString(root.resolve("order.avro.part"), "Obj");

      // when, then
      assertThat(journal.held()).contains(Orders.held("o-1"));
    }
  }

  @Test
  void only_the_last_orders_are_remembered() throws IOException {
    try (StateDirectory directory = StateDirectory.open(root)) {
      // given
      Journal journal = new Journal(directory);

      // when
      for (int i = 0; i < 257; i++) {
        journal.release("o-" + i);
      }

      // then
      assertThat(journal.hasSeen("o-0")).isFalse();
      assertThat(journal.hasSeen("o-1")).isTrue();
      assertThat(journal.hasSeen("o-256")).isTrue();
    }
  }

  @Test
  void a_directory_belongs_to_one_worker() throws IOException {
    try (StateDirectory first = StateDirectory.open(root)) {
      assertThat(first.root()).isEqualTo(root);
      assertThatThrownBy(() -> StateDirectory.open(root))
          .hasMessageContaining("Another worker is running with the state directory");
    }
  }

  @Test
  void an_order_id_cannot_lead_out_of_the_directory() throws IOException {
    try (StateDirectory directory = StateDirectory.open(root)) {
      assertThat(directory.run("../../etc")).isEqualTo(root.resolve("jobs/______etc/run"));
    }
  }
}
