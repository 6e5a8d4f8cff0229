package io.tacet.scheduler.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.scheduler.config.SchedulerConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks repositories for their refs by {@code git ls-remote}, which any host answers. Runs git
 * directly, without a shell, never asks anybody for a password, allows no transport but https, ssh
 * and perhaps file, and kills it when it takes too long. Thread-safe.
 */
@ApplicationScoped
class Remote {

  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int MOST_MESSAGE = 4096;
  private static final int LONGEST_REASON = 300;
  private static final String PEELED = "^{}";

  private final boolean files;
  private final Duration timeout;
  private final ExecutorService readers;

  Remote(SchedulerConfig scheduler, ScheduleConfig config) {
    this.files = scheduler.fileSources();
    this.timeout = config.lookTimeout();
    this.readers =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "tacet-git-output");
              thread.setDaemon(true);
              return thread;
            });
  }

  @PreDestroy
  void close() {
    readers.shutdownNow();
  }

  /**
   * The commit at the tip of a branch, or of HEAD.
   *
   * @throws LookFailed when it can't be read, or there is no such branch
   */
  String tip(String uri, @Nullable String branch) throws LookFailed, InterruptedException {
    String ref = branch == null ? "HEAD" : "refs/heads/" + branch;
    String commit = refs(uri, List.of(ref)).get(ref);
    if (commit == null) {
      throw new LookFailed(
          branch == null ? "it has no commit yet" : "it has no branch '" + branch + "'");
    }
    return commit;
  }

  /**
   * Tags and the commits they stand for.
   *
   * @param pattern as git's; null: all
   * @return by name, in order
   */
  Map<String, String> tags(String uri, @Nullable String pattern)
      throws LookFailed, InterruptedException {
    String wanted = "refs/tags/" + (pattern == null ? "*" : pattern);
    Map<String, String> tags = new TreeMap<>();
    Map<String, String> refs = refs(uri, List.of(wanted, wanted + PEELED));
    refs.forEach(
        (ref, commit) -> {
          if (ref.startsWith("refs/tags/") && !ref.endsWith(PEELED)) {
            tags.put(ref.substring("refs/tags/".length()), refs.getOrDefault(ref + PEELED, commit));
          }
        });
    return tags;
  }

  private Map<String, String> refs(String uri, List<String> patterns)
      throws LookFailed, InterruptedException {
    Map<String, String> refs = new TreeMap<>();
    for (String line : run(uri, patterns).split("\n", -1)) {
      int tab = line.indexOf('\t');
      if (tab > 0 && line.substring(0, tab).matches("[0-9a-f]{40,64}")) {
        refs.put(line.substring(tab + 1), line.substring(0, tab));
      }
    }
    return refs;
  }

  private String run(String uri, List<String> patterns) throws LookFailed, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "-c",
                "protocol.allow=never",
                "-c",
                "protocol.https.allow=always",
                "-c",
                "protocol.ssh.allow=always",
                "-c",
                "protocol.file.allow=" + (files ? "always" : "never"),
                "ls-remote",
                "--quiet",
                "--",
                uri));
    command.addAll(patterns);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_ASKPASS", "true");
    builder.environment().putIfAbsent("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
    builder.environment().put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new LookFailed("git can't be run: " + e.getMessage());
    }
    try {
      process.getOutputStream().close();
      return output(process);
    } catch (IOException e) {
      throw new LookFailed("git can't be read: " + e.getMessage());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private String output(Process process) throws LookFailed, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Future<byte[]> out = read(process.getInputStream(), MOST_BYTES + 1);
    Future<byte[]> err = read(process.getErrorStream(), MOST_MESSAGE);
    try {
      byte[] bytes = out.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (bytes.length > MOST_BYTES) {
        throw new LookFailed("it has more refs than " + MOST_BYTES + " bytes");
      }
      if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException();
      }
      if (process.exitValue() != 0) {
        String said =
            new String(err.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS), UTF_8);
        throw new LookFailed("git says: " + line(said, process.exitValue()));
      }
      return new String(bytes, UTF_8);
    } catch (TimeoutException e) {
      throw new LookFailed("it has not answered within " + timeout.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new LookFailed("git can't be read: " + e.getCause());
    }
  }

  private Future<byte[]> read(InputStream stream, int most) {
    return readers.submit(() -> stream.readNBytes(most));
  }

  private static String line(String said, int exit) {
    String line = said.replaceAll("\\p{Cntrl}+", " ").strip();
    if (line.isEmpty()) {
      return "nothing, exit code " + exit;
    }
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }

  /** A repository could not be looked at. */
  static final class LookFailed extends Exception {

    private static final long serialVersionUID = 1;

    LookFailed(String message) {
      super(message);
    }
  }
}
