package io.tacet.worker.gate.command;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.MachineKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a user writes for a kind and a level. Stateless. */
final class Words {

  private Words() {}

  static MachineKind kind(@Nullable String word, MachineKind preset, List<String> problems) {
    if (word == null) {
      return preset;
    }
    if (!List.of("benchmarking", "profiling", "development").contains(word)) {
      problems.add("--kind must be benchmarking, profiling or development");
      return preset;
    }
    return MachineKind.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static CheckLevel level(@Nullable String word, CheckLevel preset, List<String> problems) {
    if (word == null) {
      return preset;
    }
    if (!List.of("error", "warn", "info").contains(word)) {
      problems.add("--threshold must be error, warn or info");
      return preset;
    }
    return CheckLevel.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
