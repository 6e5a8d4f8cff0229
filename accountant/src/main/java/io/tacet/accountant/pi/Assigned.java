package io.tacet.accountant.pi;

import io.tacet.accountant.dated.FactTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose usage it is. Immutable.
 *
 * @param pi null: nobody's
 */
public record Assigned(@Nullable String pi) {

  /** By project. */
  public static final FactTable PROJECTS =
      new FactTable("project_pi", "project-pi", "project", List.of("pi"), "tacet pi assignments");

  /** By user; counts where the project has none. */
  public static final FactTable USERS =
      new FactTable("user_pi", "user-pi", "user_id", List.of("pi"), "tacet pi assignments");
}
