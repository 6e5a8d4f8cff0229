package io.tacet.worker.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Starts commands so far that a word is enough to let them run: a session of their own, their
 * number known, everything waiting. The chain is
 *
 * <pre>
 * [taskset -c CPUS] [nsenter ...] setsid --fork --wait  sh -c SCRIPT
 *     [setpriv ...]  env -i NAME=VALUE...  WORDS...
 * </pre>
 *
 * <p>The user's words and variables are arguments all the way: no shell reads them, and they come
 * into an environment only after the privileges are gone. {@code setsid} stays as the parent
 * because it says whether its child exited or was killed, which neither a shell nor Java does.
 */
final class Launcher {

  /**
   * Says its number, waits for the word, enters the cgroup, turns to files, becomes the command.
   */
  private static final String SCRIPT =
      """
      printf '%s\\n' "$$"
      read -r word && [ "$word" = go ] || exit 125
      if [ -n "$1" ]; then echo 0 > "$1" || exit 125; fi
      cd -- "$2" || exit 125
      if [ -n "$5" ]; then ulimit -f "$5" || exit 125; fi
      exec < /dev/null >> "$3" 2>> "$4" || exit 125
      shift 5
      exec "$@"
      """;

  /** Unit of ulimit(1p). */
  private static final long BLOCK = 512;

  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  private final Path proc;
  private final List<String> unpinned;
  private final List<String> asUser;
  private final String fileBlocks;

  Launcher(Path proc, Optional<String> cpus, Optional<JobUser> user, OptionalLong fileLimitBytes) {
    this.proc = proc;
    this.unpinned = cpus.map(list -> List.of("taskset", "-c", list)).orElse(List.of());
    this.asUser = user.map(JobUser::prefix).orElse(List.of());
    this.fileBlocks =
        fileLimitBytes.isPresent()
            ? Long.toString((fileLimitBytes.getAsLong() + BLOCK - 1) / BLOCK)
            : "";
  }

  /**
   * Starts a command so far that it waits.
   *
   * @param network words that bring it into the network it is to be in
   * @param token variable by which its processes can be told
   */
  StagedCommand stage(
      CommandSpec spec, List<String> network, Optional<Cgroup> cgroup, String token, Thread waiting)
      throws IOException {
    List<String> argv = new ArrayList<>(unpinned);
    argv.addAll(network);
    argv.addAll(List.of("setsid", "--fork", "--wait", "sh", "-c", SCRIPT, "sh"));
    argv.add(cgroup.map(c -> c.procs().toString()).orElse(""));
    argv.add(spec.directory().toString());
    argv.add(spec.output().toString());
    argv.add(spec.errors().toString());
    argv.add(fileBlocks);
    argv.addAll(asUser);
    argv.addAll(List.of("env", "-i", "--"));
    new TreeMap<>(spec.environment()).forEach((name, value) -> argv.add(name + "=" + value));
    argv.add(token);
    argv.addAll(spec.words());
    ProcessBuilder builder = new ProcessBuilder(argv);
    Map<String, String> environment = builder.environment();
    @Nullable String path = environment.get("PATH");
    environment.clear();
    environment.put("PATH", path == null ? DEFAULT_PATH : path);
    environment.put("LC_ALL", "C"); // its messages are read
    Process process = builder.start();
    try {
      return new StagedCommand(process, leader(process), waiting);
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private StartedProcess leader(Process process) throws IOException {
    var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String pid = reader.readLine();
    if (pid == null) {
      throw new IOException(
          "the launcher did not start: "
              + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                  .strip());
    }
    return ProcessStat.read(proc, pid)
        .map(stat -> new StartedProcess(stat.pid(), stat.startTicks()))
        .orElseThrow(() -> new IOException("the launcher ended at once"));
  }
}
