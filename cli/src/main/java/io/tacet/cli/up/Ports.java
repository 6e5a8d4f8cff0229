package io.tacet.cli.up;

import io.tacet.embedded.process.FreePorts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which server listens where on the loopback address. Immutable.
 *
 * @param numbers one for each
 * @param moved what to tell about those that are not where they usually are
 * @param secure whether those that speak HTTP speak HTTPS
 */
public record Ports(Map<Server, Integer> numbers, List<String> moved, boolean secure) {

  /** A server and its usual port. */
  public enum Server {
    /** REST interface and pages. */
    SCHEDULER("scheduler", 8080),
    /** Schema registry. */
    REGISTRY("schema registry", 8081),
    /** REST interface. */
    ACCOUNTANT("accountant", 8082),
    /** Health only. */
    NOTIFIER("notifier", 8083),
    /** Broker. */
    KAFKA("Kafka", 9092),
    /** Database. */
    POSTGRES("PostgreSQL", 5432),
    /** SMTP. */
    MAIL("mail catcher", 1025);

    private final String title;
    private final int usual;

    Server(String title, int usual) {
      this.title = title;
      this.usual = usual;
    }
  }

  /** Copies both. */
  public Ports {
    numbers = Map.copyOf(numbers);
    moved = List.copyOf(moved);
  }

  /** The usual ones where they are free, free ones elsewhere. */
  public static Ports choose(boolean secure) {
    FreePorts free = new FreePorts();
    Map<Server, Integer> numbers = new EnumMap<>(Server.class);
    List<String> moved = new ArrayList<>();
    for (Server server : Server.values()) {
      boolean usual = FreePorts.isFree(server.usual);
      int port = usual ? server.usual : free.next();
      numbers.put(server, port);
      if (!usual) {
        moved.add(
            "Port " + server.usual + " is in use; the " + server.title + " takes " + port + ".");
      }
    }
    return new Ports(numbers, moved, secure);
  }

  /** The port of a server. */
  public int of(Server server) {
    return Objects.requireNonNull(numbers.get(server));
  }

  /** Base URL of a server that speaks HTTP. */
  public String url(Server server) {
    return (secure ? "https" : "http") + "://127.0.0.1:" + of(server);
  }
}
