package io.tacet.accountant.imports.gridengine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which field of a record is the project. */
public enum ProjectField {
  /** The Unix group; the usual one. */
  GROUP(2),
  /** The account string of {@code qsub -A}. */
  ACCOUNT(6),
  /** Grid Engine's project. */
  PROJECT(31),
  /** Grid Engine's department. */
  DEPARTMENT(32);

  private final int index;

  ProjectField(int index) {
    this.index = index;
  }

  /** Place among the fields, from 0, in a line whose job name holds no colon. */
  int index() {
    return index;
  }

  /** Its name in JSON. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By its name; null when there is none such. */
  public static @Nullable ProjectField of(String name) {
    for (ProjectField field : values()) {
      if (field.key().equals(name)) {
        return field;
      }
    }
    return null;
  }
}
