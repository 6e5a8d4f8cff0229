package io.tacet.cli.context;

import io.tacet.cli.output.Listing;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.Page;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every verb that lists page by page. Filled by the command line; for one thread. */
public final class PageOptions {

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most this many, 1 to 500. Default: 20.")
  private int limit;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Go on where the page before ended; it says its cursor.")
  private @Nullable String cursor;

  /** How many there may be on a page. */
  public int limit() {
    return limit;
  }

  /** Where the page before ended; null: none was before. */
  public @Nullable String cursor() {
    return cursor;
  }

  /**
   * Writes a page, and for people how to go on.
   *
   * @param nothing what to say when it is empty
   */
  public static <T> void show(
      Context context, ServerOptions server, Listing<T> listing, Page<T> page, String nothing) {
    server.answer(context).list(listing, page.items(), page, nothing);
    if (page.nextCursor() != null && server.output() != OutputFormat.JSON) {
      context.terminal().err().println("There are more: --cursor " + page.nextCursor());
    }
  }
}
