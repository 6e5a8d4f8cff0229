package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.contract.registry.SchemaRegistration;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.serde.UndecodableEventException;
import io.tacet.embedded.EmbeddedCluster;
import io.tacet.schema.JobCommand;
import io.tacet.worker.connection.WireFormat;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireFormatTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(Orders.NOW);
  private final InstantSource clock = now::get;
  private final JobCommand command = Orders.held("o-1").command();
  private SerdeSettings settings = SerdeSettings.forRegistry("");

  @BeforeEach
  void register() throws Exception {
    String url = EmbeddedCluster.shared().registry().url();
    new SchemaRegistration(url).registerAll();
    settings = SerdeSettings.forRegistry(url);
  }

  @Test
  void an_event_encoded_with_a_known_id_is_the_same_as_through_the_serializer() {
    try (WireFormat fresh = new WireFormat(settings, clock);
        WireFormat knowing = new WireFormat(settings, clock);
        EventReader reader = new EventReader(settings)) {
      // given
      knowing.learn();

      // when
      byte[] bytes = knowing.encode("t", command);

      // then
      assertThat(bytes).isEqualTo(fresh.encode("t", command));
      assertThat(reader.read("t", bytes, JobCommand.class)).isEqualTo(command);
      assertThat(knowing.decode("t", bytes)).isEqualTo(command);
    }
  }

  @Test
  void no_connection_is_left_after_the_registry_was_asked() throws Exception {
    // given
    OpenSockets sockets = new OpenSockets();
    int registry = URI.create(EmbeddedCluster.shared().registry().url()).getPort();
    List<String> ofOthers = sockets.connectedTo(registry); // tests before this one

    // when
    try (WireFormat wire = new WireFormat(settings, clock)) {
      byte[] unused = wire.encode("t", command);
      assertThat(sockets.connectedTo(registry))
          .as("the check can fail")
          .anyMatch(socket -> !ofOthers.contains(socket));
      wire.hangUp();

      // then
      assertThat(sockets.connectedTo(registry)).isSubsetOf(ofOthers);
    }
  }

  @Test
  void bytes_that_are_no_command_are_refused_for_good() {
    try (WireFormat wire = new WireFormat(settings, clock)) {
      assertThatThrownBy(() -> wire.decode("t", new byte[] {0, 0, 0}))
          .isInstanceOf(UndecodableEventException.class);
      assertThatThrownBy(() -> wire.decode("t", null))
          .isInstanceOf(UndecodableEventException.class);
    }
  }

  @Test
  void what_was_learned_is_used_while_the_registry_is_away_even_when_it_is_old() {
    // given
    SerdeSettings nowhere =
        new SerdeSettings("http://127.0.0.1:1", settings.serializer(), settings.deserializer());
    AtomicReference<SerdeSettings> registry = new AtomicReference<>(settings);
    try (WireFormat wire = new WireFormat(registry::get, clock)) {
      wire.learn();
      byte[] bytes = wire.encode("t", command);

      // when
      registry.set(nowhere);
      now.set(Orders.NOW.plusSeconds(7200));
      wire.learn();

      // then
      assertThat(wire.encode("t", command)).isEqualTo(bytes);
    }
  }
}
