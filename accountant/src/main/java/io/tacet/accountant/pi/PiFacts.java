package io.tacet.accountant.pi;

import io.tacet.accountant.dated.FactTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a PI. Immutable.
 *
 * @param alias name in reports
 * @param mail null: none
 * @param exempt whether no contribution is asked of them
 */
public record PiFacts(String alias, @Nullable String mail, boolean exempt) {

  /** Where it is kept, by PI. */
  public static final FactTable TABLE =
      new FactTable("pi", "pi", "pi", List.of("alias", "mail", "exempt"), "tacet pi");
}
