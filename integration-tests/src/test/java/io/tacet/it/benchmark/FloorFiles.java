package io.tacet.it.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files a worker held open, as another process can read them when the worker has gone: of what
 * was the worker's own its own, and for the cgroup of the worker's job an empty one beside it.
 */
final class FloorFiles implements AutoCloseable {

  private static final String OF_A_JOB = "tacet-";

  /** Its own, and its job's processes', which it does not read with each sample. */
  private static final String OF_A_PROCESS = "/proc/\\d+/.*";

  private static final Path NETWORK = Path.of("/proc/self/net/dev");

  private final List<Path> files = new ArrayList<>();
  private @Nullable Path cgroup;

  FloorFiles(List<Path> ofWorker) throws IOException {
    for (Path file : ofWorker) {
      Path directory = file.getParent();
      if (directory != null && String.valueOf(directory.getFileName()).startsWith(OF_A_JOB)) {
        files.add(cgroupBeside(directory).resolve(file.getFileName()));
      } else if (!file.toString().matches(OF_A_PROCESS)) {
        files.add(file);
      }
    }
    files.add(NETWORK); // a process of its own has one of its own
  }

  /** What of them is of the machine or of the job's cgroup, while the job runs. */
  static List<Path> ofTheMachine(List<Path> ofWorker) {
    List<Path> files = new ArrayList<>();
    for (Path file : ofWorker) {
      if (!file.toString().matches(OF_A_PROCESS)) {
        files.add(file);
      }
    }
    files.add(NETWORK);
    return files;
  }

  List<Path> files() {
    return List.copyOf(files);
  }

  private Path cgroupBeside(Path job) throws IOException {
    Path made = cgroup;
    if (made == null) {
      made = Files.createDirectories(job.resolveSibling("floor-" + ProcessHandle.current().pid()));
      cgroup = made;
    }
    return made;
  }

  @Override
  public void close() throws IOException {
    if (cgroup != null) {
      Files.delete(cgroup);
    }
  }
}
