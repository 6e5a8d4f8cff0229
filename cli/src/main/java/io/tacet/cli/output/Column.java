package io.tacet.cli.output;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a list: how a person sees it and how a program does. Immutable.
 *
 * @param title heading in a table; empty: the column is in CSV only
 * @param field name in CSV, with the unit
 * @param toRight whether a table aligns it to the right
 * @param shown what a table shows
 * @param raw what CSV holds; null: empty
 */
public record Column<T>(
    String title,
    String field,
    boolean toRight,
    Function<T, String> shown,
    Function<T, @Nullable Object> raw) {

  /** Text, the same in both. */
  public static <T> Column<T> text(
      String title, String field, Function<T, @Nullable Object> value) {
    return new Column<>(title, field, false, row -> Amounts.orDash(value.apply(row)), value);
  }

  /** What people see with the values of other columns, and programs by itself. */
  public static <T> Column<T> csvOnly(String field, Function<T, @Nullable Object> value) {
    return new Column<>("", field, false, row -> "", value);
  }

  /** A count: grouped digits for people. */
  public static <T> Column<T> count(String title, String field, Function<T, @Nullable Long> value) {
    return new Column<>(
        title, field, true, row -> Amounts.count(value.apply(row)), row -> value.apply(row));
  }

  /** A number, the same in both. */
  public static <T> Column<T> number(
      String title, String field, Function<T, @Nullable Object> value) {
    return new Column<>(title, field, true, row -> Amounts.orDash(value.apply(row)), value);
  }

  /** A number that people see in another unit than programs. */
  public static <T> Column<T> amount(
      String title, String field, Function<T, String> shown, Function<T, @Nullable Object> raw) {
    return new Column<>(title, field, true, shown, raw);
  }

  /** Text that people see in another form than programs. */
  public static <T> Column<T> shown(
      String title, String field, Function<T, String> shown, Function<T, @Nullable Object> raw) {
    return new Column<>(title, field, false, shown, raw);
  }
}
