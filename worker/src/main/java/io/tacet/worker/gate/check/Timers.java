package io.tacet.worker.gate.check;

import io.tacet.schema.CheckLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * systemd timers that are due soon. Only systemd knows them, so {@code systemctl list-timers} is
 * asked; its answer is JSON from version 247 on, of which YAML is a superset.
 */
final class Timers implements SystemCheck {

  static final List<String> ASK =
      List.of("systemctl", "list-timers", "--no-pager", "--output=json");

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long MICROS = 1_000_000;

  private final Host host;
  private final List<String> ask;
  private final InstantSource clock;
  private final Duration horizon;

  /**
   * Asks for timers.
   *
   * @param ask program and arguments
   * @param horizon how long a timer that is due is of interest
   */
  Timers(Host host, List<String> ask, InstantSource clock, Duration horizon) {
    this.host = host;
    this.ask = List.copyOf(ask);
    this.clock = clock;
    this.horizon = horizon;
  }

  @Override
  public String name() {
    return "timers";
  }

  @Override
  public CheckLevel level() {
    return CheckLevel.WARN;
  }

  @Override
  public boolean mayPass() {
    return true;
  }

  @Override
  public Finding look() throws IOException {
    if (!Files.isDirectory(host.run().resolve("systemd/system"))) {
      return Finding.unseen("systemd does not run here");
    }
    long now = clock.instant().getEpochSecond();
    List<String> due = new ArrayList<>();
    for (Object timer : parsed(answer())) {
      if (timer instanceof Map<?, ?> map && map.get("next") instanceof Number next) {
        long left = next.longValue() / MICROS - now;
        if (next.longValue() > 0 && left <= horizon.toSeconds()) {
          due.add("%s in %d min".formatted(map.get("unit"), Math.max(0, left / 60)));
        }
      }
    }
    return due.isEmpty()
        ? Finding.met("no timer is due within " + minutes())
        : Finding.notMet(
            "due within %s: %s".formatted(minutes(), String.join(", ", due)),
            "stop them (systemctl disable --now) and do their work in the clean-up script");
  }

  private String minutes() {
    return horizon.toMinutes() + " min";
  }

  private static Collection<?> parsed(String text) throws IOException {
    try {
      Object answer = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      if (answer instanceof Collection<?> list) {
        return list;
      }
    } catch (YAMLException e) {
      throw new IOException("systemctl's answer cannot be read", e);
    }
    throw new IOException("systemctl gave no list of timers");
  }

  private String answer() throws IOException {
    Path output = Files.createTempFile("tacet-timers", ".json");
    try {
      Process process =
          new ProcessBuilder(ask)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException(ask.get(0) + " does not answer");
      }
      if (process.exitValue() != 0) {
        throw new IOException(ask.get(0) + " ended with " + process.exitValue());
      }
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(ask.get(0) + " was not waited for", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
