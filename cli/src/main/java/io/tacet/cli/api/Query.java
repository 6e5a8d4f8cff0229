package io.tacet.cli.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path with its query, each value encoded. For one thread. */
public final class Query {

  private final StringBuilder path = new StringBuilder("/api/v1");
  private final List<String> parameters = new ArrayList<>();

  private Query() {}

  /** A path below {@code /api/v1}; every segment is encoded. */
  public static Query path(String... segments) {
    Query query = new Query();
    for (String segment : segments) {
      query.path.append('/').append(encode(segment));
    }
    return query;
  }

  /** Adds a parameter, or one for each value of a collection; null: leaves it out. */
  public Query with(String name, @Nullable Object value) {
    if (value instanceof Collection<?> several) {
      several.forEach(one -> with(name, one));
    } else if (value != null) {
      parameters.add(name + "=" + encode(value.toString()));
    }
    return this;
  }

  @Override
  public String toString() {
    return parameters.isEmpty() ? path.toString() : path + "?" + String.join("&", parameters);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
