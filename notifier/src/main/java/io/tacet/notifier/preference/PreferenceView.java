package io.tacet.notifier.preference;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows. Immutable.
 *
 * @param user empty: the link is nobody's, and there is nothing to choose
 * @param token goes back with the form
 * @param chosen null: nothing valid
 * @param said what has happened; empty when nothing has
 */
public record PreferenceView(String user, String token, @Nullable Choice chosen, String said) {

  /** The lines of the form. */
  public List<Option> options() {
    return Arrays.stream(Choice.values())
        .map(one -> new Option(one.word(), one.title(), one.explanation(), one == chosen))
        .toList();
  }

  /** One line of the form. */
  public record Option(String word, String title, String explanation, boolean chosen) {}
}
