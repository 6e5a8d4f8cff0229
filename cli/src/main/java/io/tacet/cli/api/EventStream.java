package io.tacet.cli.api;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events (WHATWG HTML, 9.2) as they come: a thread reads them, whoever wants one waits.
 * Comments, by which the server shows that it lives, are passed over. For one reader.
 */
public final class EventStream implements AutoCloseable {

  private static final String END = "";

  private final Stream<String> lines;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private String name = "message";
  private @Nullable String id;
  private final StringBuilder data = new StringBuilder();
  private volatile boolean over;

  EventStream(Stream<String> lines) {
    this.lines = lines;
    Thread thread = new Thread(this::read, "tacet-events");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The next event.
   *
   * @return empty when none comes in that time, or the stream is over
   */
  public Optional<Event> next(Duration longest) throws InterruptedException {
    if (over && events.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(events.poll(longest.toNanos(), TimeUnit.NANOSECONDS))
        .filter(event -> !event.name().equals(END));
  }

  /** Whether no more will come; what has come can still be read. */
  public boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    lines.close();
  }

  private void read() {
    try {
      lines.forEach(this::line);
    } catch (UncheckedIOException | IllegalStateException e) {
      // The connection broke, or was closed here: over either way; what is missed is asked for
      // again
      data.setLength(0);
    } finally {
      over = true;
      events.add(new Event(END, null, ""));
    }
  }

  private void line(String line) {
    if (line.isEmpty()) {
      if (data.length() > 0) {
        events.add(new Event(name, id, data.toString()));
      }
      name = "message";
      data.setLength(0);
      return;
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
    switch (field) {
      case "event" -> name = value;
      case "id" -> id = value;
      case "data" -> data.append(data.length() == 0 ? "" : "\n").append(value);
      default -> {
        // A comment, or a field that later versions may know
      }
    }
  }

  /**
   * An event. Immutable.
   *
   * @param id to go on after when the connection breaks; null: none was sent yet
   */
  public record Event(String name, @Nullable String id, String data) {}
}
