package io.tacet.cli.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which quarantined lines are meant. Filled by the command line; for one thread. */
final class QuarantineChoice {

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Only these lines.")
  private @Nullable List<Long> ids;

  @Option(names = "--run", paramLabel = "ID", description = "Of one import.")
  private @Nullable Long run;

  @Option(names = "--reason", paramLabel = "WORDS", description = "Of one reason, as listed.")
  private @Nullable String reason;

  @Nullable List<Long> ids() {
    return ids;
  }

  @Nullable Long run() {
    return run;
  }

  @Nullable String reason() {
    return reason;
  }

  /** Whether all of them are. */
  boolean isEverything() {
    return ids == null && run == null && reason == null;
  }
}
