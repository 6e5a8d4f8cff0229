package io.tacet.scheduler.power;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Sends magic packets to all configured destinations. Thread-safe. */
@ApplicationScoped
class Broadcast {

  private static final Logger LOG = Logger.getLogger(Broadcast.class);

  private final List<Destination> destinations;
  private final MeterRegistry metrics;

  Broadcast(PowerConfig config, MeterRegistry metrics) {
    this.destinations =
        config.broadcast().stream().flatMap(text -> Destination.of(text).stream()).toList();
    this.metrics = metrics;
  }

  /**
   * Sends one packet per address and destination.
   *
   * @return what went wrong, one sentence each; nobody answers a packet, so none says little
   */
  List<String> send(List<String> macs) {
    List<String> failures = new ArrayList<>();
    for (Destination destination : destinations) {
      try (DatagramSocket socket = new DatagramSocket()) {
        socket.setBroadcast(true);
        InetSocketAddress to = new InetSocketAddress(destination.host(), destination.port());
        if (to.isUnresolved()) {
          throw new IOException("the name is not known");
        }
        for (String mac : macs) {
          socket.send(new DatagramPacket(MagicPacket.of(mac), MagicPacket.LENGTH, to));
          metrics.counter("tacet.scheduler.wake.packets").increment();
        }
      } catch (IOException e) {
        metrics.counter("tacet.scheduler.wake.failures").increment();
        String failure =
            "no packet could be sent to %s:%d: %s"
                .formatted(destination.host(), destination.port(), e.getMessage());
        LOG.warn(failure);
        failures.add(failure);
      }
    }
    return failures;
  }
}
