package io.tacet.worker.process;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A network of the job's own, with nothing in it but loopback (network_namespaces(7)). A process
 * holds it that waits for the end of a pipe from the worker, so it goes when the worker does,
 * however that ends. Where the worker may not make one, it is made in a user namespace in which the
 * job is still the same user (user_namespaces(7)). Not thread-safe.
 */
final class JobNetwork implements Closeable {

  private static final String READY = "ready";
  private static final String HOLD = "ip link set lo up && echo " + READY + " && read -r end";
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final long GRACE_SECONDS = 5;

  private static final List<Way> WAYS =
      List.of(
          new Way(List.of("--net"), List.of("--net")),
          new Way(
              List.of("--user", "--map-current-user", "--keep-caps", "--net"),
              List.of("--user", "--preserve-credentials", "--net")));

  /** What unshare(1) is told to make one, and nsenter(1) to enter it. */
  private record Way(List<String> make, List<String> enter) {}

  private final Path proc;
  private final Process holder;
  private final Way way;

  private JobNetwork(Path proc, Process holder, Way way) {
    this.proc = proc;
    this.holder = holder;
    this.way = way;
  }

  /**
   * Makes one.
   *
   * @throws IOException with the reason when this machine cannot
   */
  static JobNetwork open(Path proc) throws IOException {
    List<String> refusals = new ArrayList<>();
    for (Way way : WAYS) {
      Process holder = start(way);
      String said = firstLine(holder);
      if (said.equals(READY)) {
        return new JobNetwork(proc, holder, way);
      }
      refusals.add(said);
      end(holder);
    }
    throw new IOException(String.join("; in a user namespace: ", refusals));
  }

  /** Why there can be none on this machine; empty when there can: it tries. */
  static Optional<String> obstacle(Path proc) {
    try {
      open(proc).close();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Words that go before a command that is to be in it. */
  List<String> entrance() {
    List<String> words = new ArrayList<>(List.of("nsenter", "--target", "" + holder.pid()));
    words.addAll(way.enter());
    words.add("--");
    return words;
  }

  /** Packets received and sent in it so far; each that passes loopback counts as both. */
  long packets() throws IOException {
    Path dev = proc.resolve(Long.toString(holder.pid())).resolve("net/dev");
    return InterfacePackets.in(Files.readAllLines(dev)).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @Override
  public void close() {
    end(holder);
  }

  private static Process start(Way way) throws IOException {
    List<String> words = new ArrayList<>(List.of("setsid", "unshare"));
    words.addAll(way.make());
    words.addAll(List.of("--", "sh", "-c", HOLD));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", PATH);
    environment.put("LC_ALL", "C");
    return builder.start();
  }

  private static String firstLine(Process holder) throws IOException {
    var reader =
        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
    String line = reader.readLine();
    return line == null ? "unshare ended without a word" : line.strip();
  }

  /** It ends when its pipe does, as it would if the worker died. */
  private static void end(Process holder) {
    try {
      holder.getOutputStream().close();
      if (!holder.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        holder.destroyForcibly();
      }
    } catch (IOException e) {
      holder.destroyForcibly(); // it is no longer there to be told
    } catch (InterruptedException e) {
      holder.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
