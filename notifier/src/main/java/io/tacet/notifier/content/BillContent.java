package io.tacet.notifier.content;

import io.tacet.notifier.bill.Bill;
import io.tacet.notifier.content.JobEndView.Fact;
import io.tacet.notifier.mail.MailDraft;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the bill into a mail: what was booked, or that nothing is booked yet. */
public final class BillContent {

  private BillContent() {}

  /**
   * The mail with its bill.
   *
   * @param bill empty: not booked yet
   * @param job id, for those who want to look
   */
  public static MailDraft.Content of(UnbilledMail mail, Optional<Bill> bill, String job) {
    BillView view = view(bill, job);
    return mail.with(MailTemplates.billText(view).render(), MailTemplates.billHtml(view).render());
  }

  /** The mail about something that is never billed. */
  public static MailDraft.Content without(UnbilledMail mail) {
    return mail.with("", "");
  }

  private static BillView view(Optional<Bill> bill, String job) {
    return new BillView(
        bill.map(BillContent::facts).orElse(List.of()),
        (bill.isPresent() ? "As booked; a rate may be corrected later." : "Not booked yet.")
            + " How it stands now:",
        "tacet usage --job " + PlainText.line(job));
  }

  private static List<Fact> facts(Bill bill) {
    BigDecimal units = bill.serviceUnits();
    Fact rate = new Fact("Charge rate", plain(bill.chargeRate()));
    if (units == null) {
      return List.of(new Fact("Not charged", PlainText.line(bill.notCharged())), rate);
    }
    return List.of(
        new Fact("Service units", plain(units)), rate, new Fact("CPU time charged", cpuTime(bill)));
  }

  private static String cpuTime(Bill bill) {
    @Nullable Long micros = bill.cpuMicros();
    if (micros == null || bill.cpuSource() == null) {
      return "none, no process ran";
    }
    String time = Figures.duration(micros);
    return "LAST_SAMPLE".equals(bill.cpuSource()) ? time + ", as of the last sample" : time;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
