package io.tacet.accountant.imports.slurm;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which column is the project. */
public enum ProjectField {
  /** The account; the usual one. */
  ACCOUNT,
  /** The Unix group. */
  GROUP,
  /** The workload characterization key. */
  WCKEY,
  /** The partition. */
  PARTITION,
  /** The quality of service. */
  QOS;

  /** By its name; null when there is none such. */
  public static @Nullable ProjectField of(String name) {
    for (ProjectField field : values()) {
      if (field.name().toLowerCase(Locale.ROOT).equals(name)) {
        return field;
      }
    }
    return null;
  }
}
