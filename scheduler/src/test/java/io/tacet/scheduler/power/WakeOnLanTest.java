package io.tacet.scheduler.power;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.SettableClock;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.Notice;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Machines that are off and wanted; the packets are received by a real socket. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class WakeOnLanTest {

  private static final int MOST = 3;
  private static final Duration LONGEST = Duration.ofMinutes(3);

  @Inject Kafka kafka;
  @Inject PowerConfig config;
  @Inject WakeOnLan waker;
  @Inject SettableClock clock;

  private Api api;
  private DatagramSocket network;

  @BeforeEach
  void ready() throws IOException {
    api = Api.admin();
    Destination destination = Destination.of(config.broadcast().get(0)).orElseThrow();
    network = new DatagramSocket(null);
    network.bind(new InetSocketAddress(destination.host(), destination.port()));
  }

  @AfterEach
  void close() {
    clock.setAhead(Duration.ZERO);
    network.close();
  }

  @Test
  void workForAMachineThatIsOffSendsAPacketAtOnceAndNoMoreWhenItReports() throws IOException {
    // given
    off("wol-1", "02:00:00:00:00:01");

    // when
    String job = api.submit("wol-1", "");
    byte[] packet = receive(LONGEST);

    // then
    String mac = "020000000001";
    assertThat(HexFormat.of().formatHex(packet)).isEqualTo("ffffffffffff" + mac.repeat(16));
    assertThat(show("wol-1").path("condition").asText()).isEqualTo("WAKING");

    // when
    report("wol-1", MachineState.STARTING, Duration.ofMinutes(1));

    // then
    await().atMost(LONGEST).until(() -> show("wol-1").path("wake").isNull());
    assertThat(show("wol-1").path("condition").asText()).isEqualTo("ONLINE");
    drain();
    assertThat(receiveOrNothing(Duration.ofSeconds(1))).isEmpty();
    assertThat(new Worker(kafka, "wol-1").order(job, 1).getJobId()).isEqualTo(job);
    assertThat(notices("wol-1")).isZero();
  }

  @Test
  void oneThatDoesNotWakeGetsSoManyPacketsThenOperatorsAreToldOnce() throws IOException {
    // given
    off("wol-2", "02:00:00:00:00:02");

    // when: several schedulers look at the same moment, again and again, and time goes fast
    String job = api.submit("wol-2", "");
    AtomicInteger seconds = new AtomicInteger();
    await()
        .atMost(LONGEST)
        .until(
            () -> {
              clock.setAhead(Duration.ofSeconds(seconds.addAndGet(3)));
              IntStream.range(0, 4).parallel().forEach(i -> waker.turn());
              return notices("wol-2") > 0;
            });

    // then
    List<String> packets = new ArrayList<>();
    while (packets.size() < MOST) {
      packets.add(HexFormat.of().formatHex(receive(LONGEST)));
    }
    assertThat(receiveOrNothing(Duration.ofMillis(700))).isEmpty();
    assertThat(packets).allMatch(packet -> packet.endsWith("020000000002"));
    assertThat(notices("wol-2")).isOne();
    assertThat(show("wol-2").path("condition").asText()).isEqualTo("OFF");
    assertThat(show("wol-2").at("/wake/message").asText()).isEqualTo("no report after 3 packets");
    assertThat(show("wol-2").at("/wake/packets").asInt()).isEqualTo(MOST);

    // when: an operator has another try
    clock.setAhead(Duration.ZERO);
    assertThat(api.post("/api/v1/machines/wol-2/wake", "{}").status()).isEqualTo(200);

    // then
    assertThat(HexFormat.of().formatHex(receive(LONGEST))).endsWith("020000000002");

    // when: the order is taken back
    sayNoMore("wol-2", job);
  }

  @Test
  void anOrderThatIsTakenBackEndsIt() throws IOException {
    // given
    off("wol-3", "02:00:00:00:00:03");
    api.submit("wol-3", "");
    byte[] unused = receive(LONGEST);

    // when
    api.post("/api/v1/machines/wol-3/drain", null);

    // then
    await().atMost(LONGEST).until(() -> show("wol-3").path("wake").isNull());
    assertThat(notices("wol-3")).isZero();
  }

  @Test
  void onlyAMachineThatIsOffAndHasAnAddressIsWoken() throws IOException {
    // given
    api.registerMachine("wol-4");
    off("wol-5", null);
    Api ada = api.submitter("wol-ada");

    // when
    report("wol-4", MachineState.IDLE, Duration.ofMinutes(1));
    await().until(() -> show("wol-4").path("state").asText().equals("IDLE"));
    api.submit("wol-5", "");

    // then
    assertThat(api.post("/api/v1/machines/wol-4/wake", "{}").body()).contains("is not off");
    assertThat(api.post("/api/v1/machines/wol-5/wake", "{}").body()).contains("MAC address");
    assertThat(api.post("/api/v1/machines/wol-none/wake", "{}").status()).isEqualTo(404);
    assertThat(ada.post("/api/v1/machines/wol-5/wake", "{}").status()).isEqualTo(403);
    assertThat(show("wol-5").path("wake").isNull()).isTrue();
  }

  private void sayNoMore(String machine, String job) {
    report(machine, MachineState.STARTING, Duration.ofMinutes(1));
    await().atMost(LONGEST).until(() -> show(machine).path("wake").isNull());
    api.post("/api/v1/jobs/" + job + "/cancel", null);
  }

  private void off(String machine, @Nullable String mac) {
    String macs = mac == null ? "[]" : "[\"" + mac + "\"]";
    api.put(
        "/api/v1/machines/" + machine,
        "{\"kind\": \"DEVELOPMENT\", \"macAddresses\": " + macs + "}");
    report(machine, MachineState.POWERING_OFF, null);
    await().until(() -> show(machine).path("condition").asText().equals("OFF"));
  }

  private JsonNode show(String machine) {
    return api.get("/api/v1/machines/" + machine).json();
  }

  private long notices(String machine) {
    return kafka.events(kafka.topics().notices(), "OPERATORS", Notice.class).stream()
        .filter(notice -> machine.equals(notice.getMachine()))
        .filter(notice -> notice.getKind().equals("wake-failed"))
        .count();
  }

  private void drain() throws IOException {
    while (!receiveOrNothing(Duration.ofMillis(1)).isEmpty()) {
      // One that was on its way when the machine reported
    }
  }

  private byte[] receive(Duration within) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[200], 200);
    network.setSoTimeout((int) within.toMillis());
    network.receive(packet);
    return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
  }

  private List<byte[]> receiveOrNothing(Duration within) throws IOException {
    try {
      return List.of(receive(within));
    } catch (SocketTimeoutException e) {
      return Collections.emptyList();
    }
  }

  private void report(String machine, MachineState state, @Nullable Duration within) {
    kafka.send(
        kafka.topics().machineStatus(),
        machine,
        MachineStatus.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.now())
            .setMachine(machine)
            .setState(state)
            .setNextStatusWithinMicros(within == null ? null : within.toNanos() / 1000)
            .build());
  }
}
