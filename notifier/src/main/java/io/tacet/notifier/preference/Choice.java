package io.tacet.notifier.preference;

import java.util.Locale;
import java.util.Optional;

/** What a user wants to get. */
public enum Choice {
  ALL("Every mail", "as soon as there is something to say"),
  FAILURES("Failures only", "nothing about jobs that finished undisturbed"),
  DIGEST("One mail a day", "which lists what there was"),
  NONE("No mail", "none at all");

  private final String title;
  private final String explanation;

  Choice(String title, String explanation) {
    this.title = title;
    this.explanation = explanation;
  }

  /** For people, a few words. */
  public String title() {
    return title;
  }

  /** For people, what it means. */
  public String explanation() {
    return explanation;
  }

  /** As it stands in forms and configuration: small letters. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of a word; empty when there is none of it. */
  public static Optional<Choice> of(String word) {
    for (Choice choice : values()) {
      if (choice.word().equals(word)) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }
}
