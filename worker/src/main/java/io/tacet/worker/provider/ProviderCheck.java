package io.tacet.worker.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a provider whether it can measure here: {@code -c}, exit code 0 if so. */
public final class ProviderCheck {

  private static final long LONGEST_SECONDS = 10;
  private static final int LONGEST_OUTPUT = 2000;

  private ProviderCheck() {}

  /** Why it cannot; empty when it can. */
  public static Optional<String> problem(ProviderSettings provider) {
    List<String> command = new ArrayList<>(provider.command());
    command.add("-c");
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return Optional.of("its self-check did not end in " + LONGEST_SECONDS + " s");
      }
      if (process.exitValue() == 0) {
        return Optional.empty();
      }
      byte[] said = process.getInputStream().readNBytes(LONGEST_OUTPUT);
      String text = new String(said, StandardCharsets.UTF_8).strip().replaceAll("\\p{Cntrl}+", " ");
      return Optional.of(
          "its self-check ended with exit code "
              + process.exitValue()
              + (text.isEmpty() ? "" : ": " + text));
    } catch (IOException e) {
      return Optional.of("it can't be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("its self-check was interrupted");
    }
  }
}
