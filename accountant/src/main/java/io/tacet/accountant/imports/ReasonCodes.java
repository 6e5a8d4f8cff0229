package io.tacet.accountant.imports;

import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.SkipReason;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Codes of the reasons that are kept in words: programs decide on them, people read the words. */
final class ReasonCodes {

  private static final Map<String, String> BY_WORDS = byWords();

  private ReasonCodes() {}

  /** The same counts by code; words that no reason has any more are left out. */
  static Map<String, Long> of(Map<String, Long> counts) {
    Map<String, Long> codes = new TreeMap<>();
    counts.forEach(
        (words, count) -> {
          String code = BY_WORDS.get(words);
          if (code != null) {
            codes.put(code, count);
          }
        });
    return codes;
  }

  private static Map<String, String> byWords() {
    Map<String, String> codes = new HashMap<>();
    for (SkipReason reason : SkipReason.values()) {
      codes.put(reason.words(), reason.name());
    }
    for (BadReason reason : BadReason.values()) {
      codes.put(reason.words(), reason.name());
    }
    return Map.copyOf(codes);
  }
}
