package io.tacet.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.rest.Page;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: its size and where it begins. Immutable.
 *
 * @param after key of the last item of the page before; null on the first
 * @param size items per page
 */
public record Paging(@Nullable String after, int size) {

  private static final int MOST = 500;

  /** From the request's parameters, both of which may be missing. */
  public static Paging of(
      @Nullable String cursor, @Nullable String limit, int usual, FieldErrors errors) {
    int size = errors.wholeNumber("limit", limit, 1, MOST, usual);
    return new Paging(decode(cursor, errors), size);
  }

  /** How many rows to ask for: one more, to know whether there is another page. */
  public int rows() {
    return size + 1;
  }

  /**
   * The page.
   *
   * @param rows at most {@link #rows}
   * @param key what the next page comes after
   */
  public <R, T> Page<T> page(List<R> rows, Function<R, String> key, Function<R, T> view) {
    boolean more = rows.size() > size;
    List<R> shown = more ? rows.subList(0, size) : rows;
    String next = more ? encode(key.apply(shown.get(size - 1))) : null;
    return new Page<>(shown.stream().map(view).toList(), next);
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
  }

  private static @Nullable String decode(@Nullable String cursor, FieldErrors errors) {
    if (cursor == null) {
      return null;
    }
    try {
      String key = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
      errors.line("cursor", key, 200);
      return key;
    } catch (IllegalArgumentException e) {
      errors.add("cursor", "is not one that was given out as nextCursor");
      return null;
    }
  }
}
