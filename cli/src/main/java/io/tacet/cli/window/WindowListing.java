package io.tacet.cli.window;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.PutWindow;
import io.tacet.contract.rest.StartWindow;
import java.util.List;
import java.util.Locale;

/** The columns of a list of start windows. */
final class WindowListing {

  static final Listing<StartWindow> LISTING =
      new Listing<>(
          List.of(
              Column.text("WINDOW", "id", StartWindow::id),
              Column.text("IS", "open", row -> row.open() ? "open" : "closed"),
              Column.shown(
                  "CHANGES",
                  "changesAt",
                  row -> Amounts.time(row.changesAt()),
                  StartWindow::changesAt),
              Column.text("OPENS", "opens", row -> opens(row.definition())),
              Column.number("VALUE", "value", StartWindow::value),
              Column.text("MACHINES", "machines", row -> String.join(" ", row.machines())),
              Column.number("WAITING", "waitingJobs", StartWindow::waitingJobs),
              Column.text("PROBLEM", "problem", StartWindow::problem)));

  private WindowListing() {}

  private static String opens(PutWindow window) {
    PutWindow.Feed feed = window.feed();
    if (feed == null) {
      return window.cron()
          + " "
          + (window.zone() == null ? "UTC" : window.zone())
          + " for "
          + window.minutes()
          + " min";
    }
    return String.valueOf(feed.opens()).toLowerCase(Locale.ROOT)
        + " "
        + (feed.threshold() == null ? Amounts.NONE : feed.threshold().toPlainString())
        + " in "
        + feed.uri();
  }
}
